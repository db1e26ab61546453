import type { Considered, Leg, Phase, ProxyRef } from '#model/trace.ts';
import type { VerdictHeadline } from '#ui/trace/verdictHeadline.ts';
import type { VerdictWord } from '#ui/trace/verdictChip.ts';
import type { PathSummary } from '#ui/trace/pathSummary.ts';
import type { PanelTexts } from '../../en/panels.ts';
import { numbersOf } from '../../numbers.ts';

const { number } = numbersOf('zh-CN');

const phases: Readonly<Record<Phase, string>> = {
  app: '应用',
  outbound: '出站',
  'kube-proxy': 'Service 地址',
  network: '网络',
  waypoint: 'L7',
  gateway: '入口',
  'sidecar-outbound': '出站',
  'sidecar-inbound': '入站',
  inbound: '入站',
  'inbound-passthrough': '入站，非 HBONE',
  external: '网格之外',
};

const transports: Readonly<Record<Leg['transport'], string>> = {
  plaintext: '明文',
  hbone: 'HBONE mTLS',
  'double-hbone': '双层 HBONE',
  'istio-mtls': 'Istio mTLS',
};

const outcomes: Readonly<Record<Considered['outcome'], string>> = {
  won: '胜出',
  lost: '落选',
  ignored: '与此无关',
  matched: '匹配',
  'no-match': '不匹配',
};

const words: Readonly<Record<VerdictWord, string>> = {
  delivered: '已送达',
  denied: '被拒绝',
  failed: '失败',
  reset: '连接被重置',
  refused: '连接被拒',
  timeout: '超时',
  unresolved: '域名未知',
  undetermined: '无法判定',
  'no-rule': '缺少规则',
  outside: '应答未知',
  'not-sent': '未发送',
};

function place(at: ProxyRef): string {
  switch (at.kind) {
    case 'app':
      return at.pod.name;
    case 'ztunnel':
      return at.node === '' ? 'ztunnel' : `${at.node} 上的 ztunnel`;
    case 'waypoint':
      return at.gateway.name === 'waypoint' ? 'waypoint' : `waypoint ${at.gateway.name}`;
    case 'gateway':
      return `网关 ${at.gateway.name}`;
    case 'sidecar':
      return `${at.pod.name} 的 sidecar`;
    case 'kube-proxy':
      return at.node === '' ? 'kube-proxy' : `${at.node} 上的 kube-proxy`;
    case 'network':
      return `${at.pod.name} 的网络`;
    case 'external':
      return at.name ?? at.address;
  }
}

function headline(verdict: VerdictHeadline): string {
  switch (verdict.kind) {
    case 'answered':
      return `${verdict.by} 已响应`;
    case 'answered-by-proxy':
      return `${place(verdict.at)} 直接响应`;
    case 'denied-by-policy':
      return `被 ${verdict.policy} 拒绝`;
    case 'no-allow-matched':
      return '被拒绝：没有 ALLOW 策略匹配';
    case 'token-refused':
      return '被拒绝：令牌未被接受';
    case 'denied':
      return `在 ${place(verdict.at)} 被拒绝`;
    case 'error-answer':
      return `${place(verdict.at)} 无法送达`;
    case 'reset':
      return `在 ${place(verdict.at)} 被切断`;
    case 'refused':
      return '目标没有接受连接';
    case 'timeout':
      return '未能及时响应';
    case 'unresolved':
      return '域名无法解析';
    case 'not-sent':
      return '请求无法发送';
    case 'outside':
      return '请求离开了场景';
    case 'no-rule':
    case 'undetermined':
      return '模拟器无法判定';
  }
}

function encryption({ legs, encrypted }: PathSummary): string {
  if (legs === 0) return '没有离开所在节点';
  if (encrypted === 0) return legs === 1 ? '明文' : '全程明文';
  if (encrypted < legs) return `${number(legs)} 段中有 ${number(encrypted)} 段加密`;
  return legs === 1 ? '已加密' : legs === 2 ? '两段均加密' : `${number(legs)} 段均加密`;
}

export const trace: PanelTexts['trace'] = {
  tabs: { label: '关于此请求', lesson: '课程', trace: '路径', inspect: '详情', requests: '请求' },
  empty: {
    title: '尚未发送请求',
    hint: '在下方选择调用方和目标，然后点击“发送”。途中每个代理都会说明它作了什么决定、依据 YAML 的哪几行。',
    ready: (from, to) => `${from} 将要调用 ${to}。发送请求后，途中每个代理都会说明它作了什么决定。`,
    nothing: '这里还没有可以发送的请求。请打开一个示例。',
  },
  sending: '正在发送…',
  outdated: '发送此请求之后，清单已有改动。',
  sendAgain: '重新发送',
  problems: {
    'engine-restarted': '模拟器耗时过长，已重新启动。您的内容未受影响。请重新发送，或简化最近的改动。',
    'engine-failed': '模拟器处理此请求时出错。这是我们的问题，您的内容未受影响。',
  },
  announce: (chip, title, summary) => `${chip}。${title}。${summary}`,
  words,
  headline,
  place,
  summary: (path) =>
    [
      path.stops.join(' → '),
      encryption(path),
      path.allowing > 0 ? `由 ${number(path.allowing)} 条策略放行` : '没有策略匹配',
    ].join('，'),
  stoppedAt: (at) => `作出决定的是 ${place(at)}。`,
  five: {
    label: '五个问题',
    captured: '捕获',
    dialled: '目标地址',
    waypoint: 'waypoint',
    decidedBy: '决定者',
    podSees: 'Pod 所见',
  },
  captured: (source, destination) => {
    if (destination === null) return source ? '调用方；未到达任何 Pod' : '调用方未被捕获；未到达任何 Pod';
    if (source && destination) return '两端';
    if (source) return '仅调用方';
    return destination ? '仅目标' : '两端均未捕获';
  },
  dialled: { service: 'Service 地址', pod: 'Pod 地址', unknown: '未知地址' },
  noAddress: '没有找到地址',
  noWaypoint: '途中没有',
  noPolicy: '没有策略',
  allows: '放行：',
  denies: '拒绝：',
  noPod: '未到达',
  noIdentity: '明文，没有身份',
  notIdentity: (identity) => `而非 ${identity}`,
  fromAddress: (address) => `来自 ${address}`,
  steps: '步骤',
  hopTitle: (at, phase) => `${place(at)} · ${phases[phase]}`,
  showHop: (position, total) => `在图中显示第 ${number(position)} 步，共 ${number(total)} 步`,
  currentStep: '当前步骤',
  transports,
  legAs: (identity) => `身份 ${identity}`,
  legAuthority: (authority) => `CONNECT ${authority}`,
  showField: (field) => `在清单中显示 ${field}`,
  why: '依据',
  considered: (total) => `考虑过 ${number(total)} 项`,
  outcomes,
  colon: '：',
  mirrors: (source) => `对应 ${source}`,
  approximate: '未经验证',
  approximateHint: '以下规则读自代码，尚未与真实系统对照测量：',
  exchange: {
    title: 'HTTP 交互',
    received: '后端收到的请求',
    response: '调用方得到的响应',
    mirrored: '副本发往',
    noResponse: '没有任何响应。',
    emptyBody: '没有正文',
  },
  logs: {
    title: (lines) => `${number(lines)} 行日志`,
    hint: '各代理会打印的内容。',
    copy: '复制日志',
    copied: '已复制',
  },
  metrics: {
    title: (series) => `${number(series)} 个指标`,
    hint: '各代理会向 Prometheus 报告的指标及全部标签。依据代码得出，未经实测。',
    names: (names) => names.join('、'),
  },
  attempts: (attempts) => `共尝试 ${number(attempts)} 次：Envoy 进行了重试。`,
  gateways: '经由网关',
};
