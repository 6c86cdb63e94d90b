/** What a client knows, slice by slice. Elements read this; only slices write it, by replacing. */
import type { ImError } from '../protocol/errors.js';
import type {
  BlackItem,
  FriendApplicationItem,
  FriendItem,
  PublicUserInfo,
  UserFullInfo,
  UserInfo,
} from '../protocol/model.js';
import type { Capability } from '../protocol/port.js';
import type { ChatState } from './chat/api.js';
import type { ListState } from './list-state.js';

export type { ListState };

/** Login status as the founding names have it (features A4). */
export const loginStatus = { loggedIn: 101, loggingIn: 102, failed: 103, loggedOut: 201 } as const;
export type LoginStatus = (typeof loginStatus)[keyof typeof loginStatus];

export interface SessionState {
  readonly status: LoginStatus;
  /** "" while nobody is signed in; kept while `ended` is set, so that a card can say who was. */
  readonly userID: string;
  /** What was typed to sign in (account, e-mail or phone), to fill the card again. */
  readonly account: string;
  /** Why the last session ended without the user asking: 'kicked' (use here), 'expired', 'invalid'; else "". */
  readonly ended: '' | 'kicked' | 'expired' | 'invalid';
  /** Signed in at the account service: passwords, export and deletion are there. */
  readonly hasAccount: boolean;
  /** A token provider is there: no password is asked for. */
  readonly provided: boolean;
  /** False until the stored session was looked for: show a skeleton, not the card. */
  readonly restored: boolean;
}

export interface ConnectionState {
  /** idle: signed out; offline: the network is gone or the server does not answer, a retry is scheduled. */
  readonly status: 'idle' | 'connecting' | 'connected' | 'offline';
  readonly error?: ImError;
}

/** What the user did without a network, until the server has agreed. Plain data. */
export interface PendingAct {
  /** The client's function, for one person: `pinFriends` of three people is three acts. */
  readonly name: string;
  readonly args: readonly unknown[];
  /** When it was done, ms. */
  readonly at: number;
  /** Its place in the order. */
  readonly n: number;
  /** It was sent at least once, and nobody knows what came of it. */
  readonly tried?: boolean;
  /** createTime (ms) of the request that it was about; 0 = there was none. */
  readonly seen?: number;
}

/** The own profile: IM record and, where the account service tells it, the account's. */
export type Profile = UserInfo & Partial<UserFullInfo>;

export interface State extends ChatState {
  readonly session: SessionState;
  readonly connection: ConnectionState;
  readonly capabilities: ReadonlySet<Capability>;
  readonly profile: Profile | undefined;
  /** By userID. Blocked friends are in here too (elements hide them, M3). */
  readonly friends: ReadonlyMap<string, FriendItem>;
  /** Received and sent, by `requestKey(from, to)`; hidden ones (deleteFriendApplication) are not in here. */
  readonly requests: ReadonlyMap<string, FriendApplicationItem>;
  readonly blacks: ReadonlyMap<string, BlackItem>;
  /** Profiles of other users that were asked for, by userID. */
  readonly users: ReadonlyMap<string, PublicUserInfo>;
  /** Online platforms by userID; [] = offline, absent = not known. */
  readonly presence: ReadonlyMap<string, readonly number[]>;
  /**
   * What waits for the network, oldest first, by what it is about: `friend:ID` (deletion), `remark:ID`, `pin:ID`, `ex:ID`,
   * `block:ID` (or unblocking), `apply:ID`, `answer:ID` (accepting or refusing), `hidden:FROM>TO`. The records above are the server's truth still.
   */
  readonly pending: ReadonlyMap<string, PendingAct>;
  readonly lists: {
    readonly friends: ListState;
    readonly received: ListState;
    readonly sent: ListState;
    readonly blacks: ListState;
  };
  /** Whose card or conversation is wanted: the default action of `im-friend-select` and the like. */
  readonly focus:
    | {
        readonly userID: string;
        readonly kind: 'card' | 'chat';
        /** The message to show, when one was searched for. */
        readonly seq?: number;
      }
    | undefined;
}

/** The key of a request in `State.requests`; IDs never contain `>`. */
export const requestKey = (fromUserID: string, toUserID: string) => `${fromUserID}>${toUserID}`;

const loading = { status: 'loading' } as const;
/** Before anybody has signed in. */
export const emptyState: State = {
  session: {
    status: loginStatus.loggedOut,
    userID: '',
    account: '',
    ended: '',
    hasAccount: false,
    provided: false,
    restored: true,
  },
  connection: { status: 'idle' },
  capabilities: new Set<Capability>(),
  profile: undefined,
  friends: new Map(),
  requests: new Map(),
  blacks: new Map(),
  users: new Map(),
  presence: new Map(),
  pending: new Map(),
  lists: { friends: loading, received: loading, sent: loading, blacks: loading },
  conversations: new Map(),
  conversationList: loading,
  messages: new Map(),
  typing: new Map(),
  unread: 0,
  sync: { status: 'idle', progress: 0, first: false },
  uploads: new Map(),
  focus: undefined,
};
