import type { HistoryTexts } from '../en/history.ts';
import { numbersOf } from '../numbers.ts';
import { agoIn, dayIn } from '../times.ts';

const { number } = numbersOf('zh-CN');

export const history: HistoryTexts = {
  title: '历史记录',
  lead: '你自己的场景最近的 20 个状态，只保存在这个浏览器里。',
  close: '关闭',
  states: '之前的状态',
  none: '还没有记录。修改自己的场景时会自动保存状态。',
  untitled: '未命名',
  when: dayIn('zh-CN'),
  ago: agoIn('zh-CN', '刚刚'),
  first: (objects) => `${number(objects)} 个对象，最早保存的状态`,
  changes: ({ added, removed, changed }) =>
    added + removed + changed === 0
      ? '仅注释或顺序有变化'
      : [
          ...(added === 0 ? [] : [`新增 ${number(added)} 个对象`]),
          ...(removed === 0 ? [] : [`删除 ${number(removed)} 个对象`]),
          ...(changed === 0 ? [] : [`修改 ${number(changed)} 个对象`]),
        ].join('，'),
  now: '与屏幕上的一致',
  against: '恢复后，屏幕上的文本会有这些变化',
  againstOther: '恢复后，该场景会有这些变化',
  same: '没有变化，文本相同。',
  tooDifferent: '差异太大，无法逐行显示。',
  unchanged: (lines) => `${number(lines)} 行未变`,
  more: (lines) => `还有 ${number(lines)} 行`,
  restore: '恢复到这个状态',
  undoable: '撤销即可找回现在的文本。',
  open: '会打开该场景并恢复到这个状态；撤销即可回到它现在的文本。',
  forget: '删除这个状态',
  forgetAll: '全部删除',
  forgetAllSure: '确定全部删除？',
};
