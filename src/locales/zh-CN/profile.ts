/** Simplified Chinese: the own profile. */
import type { ProfileStrings } from '../en.js';

export const strings: ProfileStrings = {
  fieldURL: '请填写网址，例如 https://example.com/me.jpg。',
  urlForeign: '此处不显示该网站的图片，以字母代替。',
  gender: '性别',
  gender0: '不公开',
  gender1: '男',
  gender2: '女',
  birthday: '生日',
  picture: '头像网址',
  choosePicture: '选择头像',
  removePicture: '移除头像',
  cropPicture: '你的头像',
  cropMove: '图片，可用方向键移动',
  zoom: '缩放',
  pictureWrong: '此文件不是可以显示的图片。',
  quiet: '免打扰',
  beep: '新消息提示音',
  buzz: '新消息振动',
  allowAdd: '允许他人向我发送好友申请',
  memberSince: '{time} 加入',
  notSet: '未设置',
  change: '更改',
  exportData: '导出我的数据',
  deleteAccount: '注销我的账号',
  deleteText: '你的账号、好友和好友申请将被永久删除，无法恢复。',
};
