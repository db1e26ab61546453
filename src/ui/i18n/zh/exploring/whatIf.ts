import type { WhatIfKind } from '#model/whatIf.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';

const list = (names: readonly string[]): string => names.join('、');

function change(what: WhatIfKind): string {
  switch (what.kind) {
    case 'ambient-off':
      return `让命名空间 ${what.namespace} 退出 ambient`;
    case 'ambient-on':
      return `让命名空间 ${what.namespace} 加入 ambient`;
    case 'pod-out':
      return `让 ${what.pod} 退出网格`;
    case 'waypoint-unlabel':
      return `去掉 ${what.object} 上的 waypoint 标签`;
    case 'waypoint-use':
      return `让 ${what.object} 使用 ${what.waypoint}`;
    case 'waypoint-none':
      return `让 ${what.object} 不用 waypoint`;
    case 'waypoint-not-ready':
      return `${what.waypoint} 未就绪`;
    case 'by-pod-address':
      return `直接访问 Pod ${what.address}`;
    case 'from-outside':
      return '从集群外调用';
    case 'from-unmeshed':
      return `从网格外的 ${what.caller} 调用`;
    case 'delete-policy':
      return `删除${what.resource === 'AuthorizationPolicy' ? '策略' : what.resource} ${what.policy}`;
    case 'strict':
      return `在 ${what.namespace} 中强制 mTLS（STRICT）`;
  }
}

/** 假设功能的文字。 */
export const whatIf: ExploringTexts['whatIf'] = {
  title: '如果……',
  change,
  compare: (what) => `对比：${what}`,
  compareWord: '对比',
  readOnly: '来自链接的场景是只读的，复制后才能尝试这些改动；对比不受影响。',
  made: (what) => `已改动：${what}。`,
  keep: '保留',
  undo: '撤销',
  verdict: (before, after) => `${before} → ${after}`,
  throughNow: (waypoints) => `现在经过 ${list(waypoints)}`,
  pastNow: (waypoints) => `不再经过 ${list(waypoints)}`,
  podSeesNow: (identity) => `Pod 看到 ${identity}`,
  podSeesNobody: 'Pod 看不到身份',
  podNotReached: '没有到达 Pod',
  pathNow: '路径不同了',
  nothing: '对这个请求没有影响。',
  separator: '；',
};
