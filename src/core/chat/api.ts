/** The chat side of the client: conversations, messages, files, under OpenIM's names (features N, O). Loaded when first used. */
import type { ListState } from '../list-state.js';
import type { ImError } from '../../protocol/errors.js';
import type {
  CardElem,
  ConversationItem,
  ConversationPatch,
  FaceElem,
  LocationElem,
  MessageEntity,
  MessageItem,
  PictureBase,
  RevokedInfo,
} from '../../protocol/chat-model.js';

/** Names as OpenIM's listeners, without the "On". */
export interface ChatEvents {
  /** Messages of others (and of one's own other devices) that came while connected, or for which the gap was filled; in order, each once. */
  recvNewMessages: MessageItem[];
  recvOnlineOnlyMessages: MessageItem[];
  newConversation: ConversationItem[];
  conversationChanged: ConversationItem[];
  totalUnreadMessageCountChanged: number;
  /** `readTime` in ms. */
  recvC2CReadReceipt: { userID: string; groupID: string; msgIDList: string[]; readTime: number; sessionType: number }[];
  newRecvMessageRevoked: RevokedInfo;
  msgDeleted: MessageItem;
  /** `reinstalled`: this device has never completed a sync. */
  syncServerStart: boolean;
  /** 1–100, at a first sync only. */
  syncServerProgress: number;
  syncServerFinish: boolean;
  syncServerFailed: boolean;
  conversationUserInputStatusChanged: { conversationID: string; userID: string; platformIDs: number[] };
  /** How far the files of a message are, in bytes. */
  uploadProgress: { clientMsgID: string; loaded: number; total: number };
}

/** What of an open conversation is in memory: at most 400 messages, the rest stays in IndexedDB or on the server. */
export interface MessageWindow {
  /** By seq; those of one's own without a seq stand at the end, in the order they were sent. */
  readonly items: readonly MessageItem[];
  /** loading: nothing to show yet; cached: from this device, refreshing; ready; error: the last load failed. */
  readonly status: 'loading' | 'cached' | 'ready' | 'error';
  readonly error?: ImError;
  /** There are older messages than the first (here or on the server). */
  readonly older: boolean;
  /** There are newer messages than the last: the window was scrolled up, or jumped to an old message. */
  readonly newer: boolean;
  readonly loading: '' | 'older' | 'newer';
  /** `hasReadSeq` when the conversation was opened: where the unread divider stands; Infinity when nothing was unread. */
  readonly unreadFrom: number;
}

/** In `State.sync`: the bar above the list of conversations. */
export interface SyncState {
  readonly status: 'idle' | 'syncing' | 'done' | 'failed';
  /** 0–100. */
  readonly progress: number;
  /** This device has never completed a sync. */
  readonly first: boolean;
}

/** Slices of the state that are empty until the chat was used. */
export interface ChatState {
  /** By conversationID; also hidden ones (latestMsgSendTime 0). */
  readonly conversations: ReadonlyMap<string, ConversationItem>;
  readonly conversationList: ListState;
  /** Of the conversations that are open (`openConversation`). */
  readonly messages: ReadonlyMap<string, MessageWindow>;
  /** userIDs that are typing now, by conversationID. */
  readonly typing: ReadonlyMap<string, readonly string[]>;
  /** Sum over conversations that are shown and not muted (recvMsgOpt ≠ 2). */
  readonly unread: number;
  readonly sync: SyncState;
  /** Bytes sent of files on their way, by clientMsgID. */
  readonly uploads: ReadonlyMap<string, { readonly loaded: number; readonly total: number }>;
}

/** A file of the page's: a File, or a Blob with a name. */
export interface FileParam {
  file: Blob;
  /** Default: the File's name. */
  name?: string;
}

export interface SendParams {
  /** The receiver of a single chat. */
  recvID: string;
  /** "" – groups are later work. */
  groupID?: string;
  message: MessageItem;
  offlinePushInfo?: { title: string; desc: string; ex: string; iOSPushSound: string; iOSBadgeCount: boolean };
  /** Neither stored nor counted: for who is online now. */
  isOnlineOnly?: boolean;
}

export interface SearchParams {
  /** "" or absent: all conversations. */
  conversationID?: string;
  keywordList: readonly string[];
  /** 0 any keyword (default), 1 all. */
  keywordListMatchType?: number;
  senderUserIDList?: readonly string[];
  messageTypeList?: readonly number[];
  /** Seconds; 0 = now. */
  searchTimePosition?: number;
  /** Seconds back from there; 0 = all. */
  searchTimePeriod?: number;
  /** From 1; used with a conversationID. */
  pageIndex?: number;
  count?: number;
}
export interface SearchResult {
  /** Of the returned messages. */
  totalCount: number;
  searchResultItems: {
    conversationID: string;
    conversationType: number;
    showName: string;
    faceURL: string;
    latestMsgSendTime: number;
    messageCount: number;
    messageList: MessageItem[];
  }[];
}

export interface HistoryParams {
  conversationID: string;
  /** Messages before this one (after it in `…Reverse`); "" = from the newest (the oldest). */
  startClientMsgID?: string;
  count: number;
}
export interface History {
  /** Ascending. */
  messageList: MessageItem[];
  isEnd: boolean;
}
export interface MessageKey {
  conversationID: string;
  clientMsgID: string;
}

/** Every function loads the chat when it is called first. */
export interface ChatActions {
  // Conversations
  /** Pinned first, then by the newer of last message and draft; hidden ones left out. */
  getAllConversationList(): Promise<ConversationItem[]>;
  getConversationListSplit(params: { offset: number; count: number }): Promise<ConversationItem[]>;
  /** Makes a local one when there is none yet. @param params.sourceID - the other's userID. */
  getOneConversation(params: { sourceID: string; sessionType: number }): Promise<ConversationItem>;
  getMultipleConversation(conversationIDs: readonly string[]): Promise<ConversationItem[]>;
  getConversationIDBySessionType(params: { sourceID: string; sessionType: number }): Promise<string>;
  getTotalUnreadMsgCount(): Promise<number>;
  markConversationMessageAsRead(conversationID: string): Promise<void>;
  markAllConversationMessageAsRead(): Promise<void>;
  setConversation(params: { conversationID: string } & ConversationPatch): Promise<void>;
  pinConversation(params: { conversationID: string; isPinned: boolean }): Promise<void>;
  /** @param params.opt - `receiveOptions`. */
  setConversationRecvMessageOpt(params: { conversationID: string; opt: number }): Promise<void>;
  setConversationPrivateChat(params: { conversationID: string; isPrivate: boolean }): Promise<void>;
  setConversationBurnDuration(params: { conversationID: string; burnDuration: number }): Promise<void>;
  setConversationEx(params: { conversationID: string; ex: string }): Promise<void>;
  /** Kept on this device only. "" removes it. */
  setConversationDraft(params: { conversationID: string; draftText: string }): Promise<void>;
  /** Leaves the list until the next message; this device only. */
  hideConversation(conversationID: string): Promise<void>;
  hideAllConversations(): Promise<void>;
  clearConversationAndDeleteAllMsg(conversationID: string): Promise<void>;
  /** Clears, and leaves the list until the next message. */
  deleteConversationAndDeleteAllMsg(conversationID: string): Promise<void>;
  deleteAllMsgFromLocalAndSvr(): Promise<void>;

  // What is on screen
  /**
   * Keeps a window of the conversation's newest messages in `State.messages`, from the cache at once; counted:
   * call the returned function when it left the screen.
   */
  openConversation(conversationID: string): Promise<() => void>;
  loadOlderMessages(conversationID: string): Promise<void>;
  loadNewerMessages(conversationID: string): Promise<void>;
  /** The window around a message. */
  showMessage(params: { conversationID: string; seq: number }): Promise<void>;
  showNewestMessages(conversationID: string): Promise<void>;

  // Messages
  getAdvancedHistoryMessageList(params: HistoryParams): Promise<History>;
  getAdvancedHistoryMessageListReverse(params: HistoryParams): Promise<History>;
  findMessageList(
    params: readonly { conversationID: string; clientMsgIDList: readonly string[] }[],
  ): Promise<MessageItem[]>;
  /**
   * Shows the message at once as *sending*, keeps it until the server has it, and resolves then; a message with status 3 is sent again
   * with the same clientMsgID. While the network is away it waits, also over a reload.
   * @throws ImError 1302 blocked by the receiver, 1303 not among their friends, 10002 too long (51,200 bytes), …; the message stays, as *failed*.
   */
  sendMessage(params: SendParams): Promise<MessageItem>;
  /** Forgets a message that was not sent, and stops its upload. */
  discardMessage(key: MessageKey): Promise<void>;
  /** For everybody; only one's own. @throws ImError 1002, 1004, 1404. */
  revokeMessage(key: MessageKey): Promise<void>;
  /** For oneself, on all devices. */
  deleteMessage(key: MessageKey): Promise<void>;
  deleteMessageFromLocalStorage(key: MessageKey): Promise<void>;
  setMessageLocalEx(params: MessageKey & { localEx: string }): Promise<void>;
  /** What is on this device, newest first. Of all conversations: at most 100 of each, 1,000 together. */
  searchLocalMessages(params: SearchParams): Promise<SearchResult>;
  /** "Typing …" at the other's; say false when the composer was left or emptied. Repeated after 10 s at the earliest. */
  changeInputStates(params: { conversationID: string; focus: boolean }): Promise<void>;
  /** platformIDs on which the user is typing. */
  getInputStates(params: { conversationID: string; userID: string }): Promise<number[]>;

  // What can be sent
  createTextMessage(text: string): Promise<MessageItem>;
  createTextAtMessage(params: {
    text: string;
    atUserIDList: readonly string[];
    atUsersInfo?: readonly { atUserID: string; groupNickname: string }[];
    message?: MessageItem;
  }): Promise<MessageItem>;
  createAdvancedTextMessage(params: {
    text: string;
    messageEntityList: readonly MessageEntity[];
  }): Promise<MessageItem>;
  createMarkdownMessage(content: string): Promise<MessageItem>;
  createImageMessageByURL(params: {
    sourcePicture: PictureBase;
    bigPicture: PictureBase;
    snapshotPicture: PictureBase;
    sourcePath?: string;
  }): Promise<MessageItem>;
  /** `width`, `height` in px: space is reserved before the picture is there. */
  createImageMessageByFile(params: FileParam & { width: number; height: number }): Promise<MessageItem>;
  createSoundMessageByURL(params: {
    sourceUrl: string;
    dataSize: number;
    /** Seconds. */
    duration: number;
    soundType?: string;
  }): Promise<MessageItem>;
  /** `waveform`: loudness 0–1, kept in the message's `ex` as JSON. */
  createSoundMessageByFile(
    params: FileParam & { duration: number; waveform?: readonly number[] },
  ): Promise<MessageItem>;
  createVideoMessageByURL(params: {
    videoUrl: string;
    videoType?: string;
    videoSize: number;
    duration: number;
    snapshotUrl?: string;
    snapshotSize?: number;
    snapshotWidth?: number;
    snapshotHeight?: number;
  }): Promise<MessageItem>;
  createVideoMessageByFile(
    params: FileParam & { duration: number; snapshot?: Blob; snapshotWidth?: number; snapshotHeight?: number },
  ): Promise<MessageItem>;
  createFileMessageByURL(params: {
    fileName: string;
    sourceUrl: string;
    fileSize: number;
    fileType?: string;
  }): Promise<MessageItem>;
  createFileMessageByFile(params: FileParam): Promise<MessageItem>;
  createLocationMessage(params: LocationElem): Promise<MessageItem>;
  createCardMessage(params: CardElem): Promise<MessageItem>;
  /** @throws ImError 10002 when the quoted message has no seq yet. */
  createQuoteMessage(params: { text: string; message: MessageItem }): Promise<MessageItem>;
  createMergerMessage(params: {
    messageList: readonly MessageItem[];
    title: string;
    summaryList: readonly string[];
  }): Promise<MessageItem>;
  createForwardMessage(message: MessageItem): Promise<MessageItem>;
  createFaceMessage(params: FaceElem): Promise<MessageItem>;
  createCustomMessage(params: { data: string; extension?: string; description?: string }): Promise<MessageItem>;

  /** @returns where it can be read. @throws ImError 10002 too large or empty, 1002, 500. */
  uploadFile(params: {
    file: Blob;
    name: string;
    contentType?: string;
    cause?: string;
    onProgress?: (loaded: number, total: number) => void;
    signal?: AbortSignal;
  }): Promise<{ url: string }>;
}
