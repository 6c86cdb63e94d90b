/** Simplified Chinese. */
import type { Strings } from './en.js';

export const strings: Strings = {
  tryAgain: '重试',
  cancel: '取消',
  save: '保存',
  close: '关闭',
  undo: '撤销',
  online: '在线',
  offline: '离线',
  lastSeen: '最近在线：{time}',
  more: '{name} 的更多操作',
  copied: '已复制',

  eOther: '出了点问题，请重试。',
  e10000: '无法连接服务器，请检查网络后重试。',
  e10001: '服务器没有及时响应。',
};
