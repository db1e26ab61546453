import type { WhatIfKind } from '#model/whatIf/whatIf.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { numbersOf } from '#ui/i18n/numbers.ts';

const { number } = numbersOf('zh-CN');

/** 接在“如果”之后。 */
function change(what: WhatIfKind): string {
  switch (what.kind) {
    case 'policy-gone':
      return `没有策略 ${what.policy}`;
    case 'waypoint-label-gone':
      return `${what.object} 去掉 use-waypoint 标签`;
    case 'waypoint-opted-out':
      return `${what.object} 声明不用 waypoint`;
    case 'waypoint-opt-out-gone':
      return `${what.object} 不再拒用 waypoint`;
    case 'waypoint-used':
      return `${what.object} 使用 ${what.waypoint}`;
    case 'waypoint-added':
      return `${what.object} 有了 waypoint`;
    case 'waypoint-never-ready':
      return `${what.waypoint} 还未就绪`;
    case 'waypoint-ready':
      return `${what.waypoint} 已经就绪`;
    case 'ambient-left':
      return what.isNamespace ? `命名空间 ${what.object} 退出 ambient` : `${what.object} 退出 ambient`;
    case 'ambient-joined':
      return what.isNamespace ? `命名空间 ${what.object} 加入 ambient` : `${what.object} 加入 ambient`;
    case 'pod-dialled':
      return `直接访问 ${what.pod} 的 Pod IP`;
    case 'service-dialled':
      return `改为访问 Service ${what.service}`;
    case 'from-outside':
      return `请求从集群外经 ${what.gateway} 进来`;
    case 'from-unmeshed':
      return `调用方换成网格外的 ${what.caller}`;
    case 'strict':
      return `${what.namespace} 只接受 mTLS（STRICT）`;
  }
}

/** 中文与西文之间留一个空格。 */
function after(word: string, words: string): string {
  return /^[\w/.-]/.test(words) ? `${word} ${words}` : `${word}${words}`;
}

function identity(seen: string): string {
  return seen === 'none' ? '没有身份' : seen;
}

/** 假设功能的文字。 */
export const whatIf: ExploringTexts['whatIf'] = {
  title: '如果……',
  change,
  question: (what) => `${after('如果', change(what))}，会怎样？`,
  world: (what) => after('如果', change(what)),
  now: '现在',
  before: '之前',
  tryIt: (what) => `修改场景并重新发送：${after('如果', change(what))}`,
  compare: (what) => `对比：${after('如果', change(what))}`,
  compareWord: '对比',
  more: (hidden) => `还有 ${number(hidden)} 项`,
  less: '收起',
  readOnly: '来自链接的场景保持原样，点击以下各项可以对比两种情形。',
  fork: '复制一份再修改',
  result: '发生了什么变化',
  keep: '保留',
  undo: '撤销',
  verdict: (before, now) => `${before} → ${now}`,
  stillVerdict: (word) => `结果仍是 ${word}`,
  deniedBy: (policy) => (policy === 'no-allow-matched' ? '没有 ALLOW 策略匹配' : `被 ${policy} 拒绝`),
  joined: (names) => `现在经过 ${names.join('、')}`,
  left: (names) => `不再经过 ${names.join('、')}`,
  encrypted: (all) => (all ? '现在全程加密' : '不再全程加密'),
  podSees: ([before, now]) => {
    if (now === null) return '未到达任何 Pod';
    const seen = after('Pod 看到的是', identity(now));
    return before === null ? seen : `${seen}，而不是 ${identity(before)}`.replace('不是 没有', '不是没有');
  },
  pathNow: '走的路径不同了',
  nothing: '对这个请求没有影响',
  join: (parts) => `${parts.join('；')}。`,
};
