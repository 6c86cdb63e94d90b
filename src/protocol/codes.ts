/** Every error code under its server-side name (protocol §1.7). Import as a namespace: unused ones cost no bytes. */
export const ServerInternalError = 500;
export const ArgsError = 1001;
export const NoPermissionError = 1002;
export const DuplicateKeyError = 1003;
export const RecordNotFoundError = 1004;
export const UserIDNotFoundError = 1101;
export const RegisteredAlreadyError = 1102;
export const GroupIDNotFoundError = 1201;
export const GroupIDExisted = 1202;
export const NotInGroupYetError = 1203;
export const DismissedAlreadyError = 1204;
export const GroupRequestHandled = 1206;
export const CanNotAddYourselfError = 1301;
export const BlockedByPeer = 1302;
export const NotPeersFriend = 1303;
export const RelationshipAlreadyError = 1304;
export const FriendRequestHandled = 1305;
export const MessageHasReadDisable = 1401;
export const MutedInGroup = 1402;
export const MutedGroup = 1403;
export const MsgAlreadyRevoke = 1404;
export const TokenExpiredError = 1501;
export const TokenInvalidError = 1502;
export const TokenMalformedError = 1503;
export const TokenNotValidYetError = 1504;
export const TokenUnknownError = 1505;
export const TokenKickedError = 1506;
export const TokenNotExistError = 1507;
export const ConnOverMaxNumLimit = 1601;
export const ConnArgsErr = 1602;
export const FileUploadedExpiredError = 1701;
export const CallbackError = 80000;
/** HTTP 429 of the optional limiter; the embedded server's rate limits. */
export const TooManyRequests = 429;

// Account service
export const PasswordError = 20001;
export const AccountNotFound = 20002;
export const PhoneAlreadyRegister = 20003;
export const AccountAlreadyRegister = 20004;
export const VerifyCodeSendFrequently = 20005;
export const VerifyCodeNotMatch = 20006;
export const VerifyCodeExpired = 20007;
export const VerifyCodeMaxCount = 20008;
export const VerifyCodeUsed = 20009;
export const InvitationCodeUsed = 20010;
export const InvitationNotFound = 20011;
export const Forbidden = 20012;
export const RefuseFriend = 20013;
export const EmailAlreadyRegister = 20014;
export const TokenNotExist = 20101;

// Made by the client itself
export const NetworkError = 10000;
export const NetworkTimeoutError = 10001;
export const ClientArgsError = 10002;
export const UnknownError = 10005;
export const SdkInternalError = 10006;
export const SDKNotInitError = 10008;
export const SDKNotLoginError = 10009;
export const LoginOutError = 10101;
export const LoginRepeatError = 10102;
