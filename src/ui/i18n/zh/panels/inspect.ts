import type { AttachmentSummary, GatewaySummary, Participation } from '#model/meshSummary.ts';
import type { ParticipationCause } from '#ui/inspect/participationCause.ts';
import type { PanelTexts } from '../../en/panels.ts';
import { numbersOf } from '../../numbers.ts';

const { number } = numbersOf('zh-CN');

const participation: Readonly<Record<Participation, string>> = {
  captured: '在 ambient 网格中',
  pending: '未就绪',
  sidecar: 'sidecar',
  waypoint: 'waypoint',
  gateway: '网关',
  outside: '在网格之外',
};

const enforcers: Readonly<Record<AttachmentSummary['enforcedBy'], string>> = {
  ztunnel: '由 ztunnel 执行',
  waypoint: '由 waypoint 执行',
  gateway: '由网关执行',
  sidecar: '由 sidecar 执行',
  network: '由节点的网络执行',
  nobody: '无人执行',
};

const roles: Readonly<Record<GatewaySummary['role'], string>> = {
  waypoint: 'waypoint',
  ingress: '入口网关',
  other: '网关',
};

function cause(why: ParticipationCause): string {
  switch (why.kind) {
    case 'sidecar':
      return '它带有 Envoy sidecar，ztunnel 不会捕获它。';
    case 'proxy':
      return '它是 Gateway 的代理，自身使用 HBONE。';
    case 'host-network':
      return '它使用节点的网络，ztunnel 无法捕获。';
    case 'pod-label':
      return `它自身的标签 istio.io/dataplane-mode 为 ${why.value}。`;
    case 'namespace':
      return `命名空间 ${why.namespace} 带有 istio.io/dataplane-mode: ambient。`;
    case 'namespace-without':
      return `命名空间 ${why.namespace} 没有 istio.io/dataplane-mode: ambient。`;
    case 'pending':
      return '它尚未运行，没有流量会到达它。';
    case 'other':
      return '由它的标签和状态决定。';
  }
}

export const inspect: PanelTexts['inspect'] = {
  empty: '没有选中任何对象',
  emptyHint: '在画布上或“资源”中选择一个对象，即可查看它是什么、如何参与网格，以及哪些策略作用于它。',
  several: (total) => `已选中 ${number(total)} 个对象`,
  participation,
  enforcers,
  roles,
  cause,
  facts: {
    participation: '参与方式',
    identity: '身份',
    addresses: '地址',
    node: '节点',
    ports: '端口',
    hostname: '域名',
    endpoints: '端点',
    services: '所属 Service',
    ambient: 'Ambient',
    workloads: '工作负载',
    role: '角色',
    serves: '服务对象',
    pods: '代理',
    usedBy: '使用者',
    waypoint: 'Waypoint',
    podWaypoint: '按 IP 访问',
    serviceWaypoint: (service) => `经 ${service}`,
    targets: '附加于',
    enforcement: '执行者',
    action: '动作',
    origin: '创建者',
    state: '状态',
  },
  headless: 'headless：即 Pod 自身的地址',
  ready: (ready, all) => `${number(all)} 个中有 ${number(ready)} 个就绪`,
  notReady: '未就绪',
  noService: '没有 Service 选中它',
  onOff: { on: '开', off: '关' },
  noWaypoint: '无',
  unbound: (requested, reason) => `请求使用 ${requested}，但未生效：${reason}`,
  optedOut: '已选择不用（none）',
  programmed: { yes: '已下发', no: '未下发' },
  waypointFor: (kinds) => `waypoint-for: ${kinds}`,
  workloads: (total) => `${number(total)} 个工作负载`,
  services: (total) => `${number(total)} 个 Service`,
  undeclared: '文本中只有它的内容，没有 Namespace 本身。',
  notSimulated: '此对象会被保留和显示，但不影响模拟。',
  attachments: '策略与路由',
  noAttachments: '没有适用的策略或路由。',
  conditions: '状态（由 istiod 写入）',
  more: (total) => `另有 ${number(total)} 个`,
  actions: {
    title: '修改',
    ambient: 'Ambient',
    ambientChoices: { on: '开', off: '关', inherit: '未设置' },
    waypoint: 'Waypoint',
    inherit: '未设置',
    none: 'none（不使用）',
    rename: '重命名',
    newName: '新名称',
    apply: '应用',
    cancel: '取消',
    duplicate: '复制一份',
    remove: '删除',
    removeAll: (total) => `删除 ${number(total)} 个对象`,
    show: '在清单中显示',
  },
};
