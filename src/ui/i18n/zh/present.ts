import type { PresentTexts } from '../en/present.ts';
import { numbersOf } from '../numbers.ts';

const { number } = numbersOf('zh-CN');

export const present: PresentTexts = {
  telling: '讲解内容',
  steps: '路径的各步',
  lesson: (lesson) => `第 ${number(lesson)} 课`,
  place: (step, all) => `${number(step)}/${number(all)}`,
  progress: '进度',
  question: '大家觉得呢？',
  reveal: '揭晓',
  holds: '成立',
  fails: '不成立',
  task: '轮到你了',
  goal: { unknown: '检查中', met: '已达成', missed: '尚未达成', broken: '被破坏' },
  end: '现在你能说清',
  send: '按下一步即发送这个请求。',
  nothing: '没有可演示的请求。请先退出，选好调用方和目标，再回来。',
  verdict: '结论',
  notes: '讲解者备注',
  noNotes: '这一步没有备注。',
  showNotes: '备注（N）',
  showSource: '清单（S）',
  back: '上一步（←、Page Up）',
  on: '下一步（→、Page Down）',
  leave: '退出（Esc）',
};
