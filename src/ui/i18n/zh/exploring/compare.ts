import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { numbersOf } from '#ui/i18n/numbers.ts';

const { number } = numbersOf('zh-CN');

/** 两个世界对比的文字。 */
export const compare: ExploringTexts['compare'] = {
  title: '同一个请求，两种情形',
  close: '关闭',
  side: (letter, name) => `${letter}：${name}`,
  patched: ['现状', '改动之后'],
  edited: ['上次改动之前', '现状'],
  noChange: '还没有任何改动，两边完全相同。',
  failed: '这个改动无法用在当前场景中，没有可以对比的内容。',
  working: '正在两边发送……',
  same: '两边结果相同。',
  answers: '五个问题的答案',
  question: '问题',
  differs: '不同',
  steps: '逐步对照',
  stepsHint: '用空格键和方向键让两条路径一起前进。',
  first: '第一处不同',
  absent: '这条路径不经过',
  step: (position, total) => `第 ${number(position)} 步，共 ${number(total)} 步`,
  back: '后退一步',
  next: '前进一步',
  flows: '场景中的请求',
  counts: (changes) =>
    [
      `${number(changes.opened)} 个变通`,
      `${number(changes.closed)} 个变不通`,
      `${number(changes.rerouted)} 个路径改变`,
      `${number(changes.identity)} 个身份改变`,
      `${number(changes.same)} 个不变`,
    ].join(' · '),
  flow: { opened: '变通', closed: '变不通', rerouted: '路径改变', identity: '身份改变', same: '不变' },
};
