/** Simplified Chinese: what is seldom done with messages. */
import type { MoreStrings } from '../en.js';

export const strings: MoreStrings = {
  forwardTo: '转发给',
  forwardFind: '搜索好友和会话',
  forwardNone: '没有找到。',
  forwardChoose: '请至少选择一位。',
  forwardCount: '已选 {n} 位',
  forwarded: '已转发给 {name}。',
  forwardedMany: '已转发给 {n} 人。',
  forwardFailed: '未能转发给 {name}。',
  timerBurn: '阅读后消失',
  timerBurnHint: '对之后的消息生效，双方都会消失。',
  timerClear: '定期删除',
  timerClearHint: '从你的设备上删除这里的所有旧消息，{name} 的不受影响。',
  timerOff: '从不',
};
