import type { Outcome, Place } from '#model/prediction.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { numbersOf } from '#ui/i18n/numbers.ts';

const { number } = numbersOf('zh-CN');
const list = (names: readonly string[]): string => names.join('、');

const outcomes: Readonly<Record<Outcome, string>> = {
  served: '应用的响应',
  'proxy-answer': '代理自己给出的响应（重定向或固定响应）',
  forbidden: '403，被策略拒绝',
  unauthorized: '401，令牌不被接受',
  'client-error': '代理返回的 404 或 400',
  'server-error': '代理返回的 5xx',
  reset: '连接被重置',
  refused: '连接被拒',
  timeout: '超时',
  unresolved: '域名无法解析',
};

const peers: ExploringTexts['predict']['peers'] = {
  caller: '调用方',
  waypoint: 'waypoint',
  gateway: '网关',
  nobody: '看不到身份：明文',
};

function place(at: Place): string {
  switch (at.kind) {
    case 'waypoint':
      return `waypoint ${at.name}`;
    case 'gateway':
      return `网关 ${at.name}`;
    case 'caller-ztunnel':
      return '调用方的 ztunnel';
    case 'destination-ztunnel':
      return '目的端的 ztunnel';
    case 'caller-sidecar':
      return '调用方的 sidecar';
    case 'destination-sidecar':
      return '目的端的 sidecar';
    case 'app':
      return '应用';
    case 'network':
      return '没有代理参与：DNS、kube-proxy 或网络';
  }
}

/** 预测功能的文字。 */
export const predict: ExploringTexts['predict'] = {
  title: '结果会怎样？',
  request: (from, method, to) => `${from} 发送 ${method} ${to}`,
  outcomeQuestion: '调用方会看到什么？',
  placeQuestion: '最后由谁决定？',
  placeHint: '最后一个凭策略放行的，或者拒绝请求、代为响应的。路上谁都不检查时，就是应用。',
  peerQuestion: 'Pod 看到的是谁？',
  notAsked: '这一项不答',
  choose: '请选择…',
  send: '发送并比对',
  cancel: '取消',
  close: '关闭',
  again: '再来一次',
  outcomes,
  peers,
  place,
  right: '全部答对。',
  wrong: (step) => `第一处出错在第 ${number(step)} 步。`,
  untold: '模拟器无法判断这个请求的结果，这次不计分。',
  you: '你的回答',
  found: '实际结果',
  mark: '从这里开始，与你的预测不同',
  score: (right, asked) => `在这台机器上答对 ${number(right)} / ${number(asked)}`,
  forget: '清零',
  mistakes: {
    'waypoint/caller-not-captured': ({ waypoint, caller }) =>
      `${caller} 没有被捕获，没有 ztunnel 会把它的流量送往 ${waypoint}。只有网格内的调用方才会经过 waypoint。`,
    'waypoint/pod-dialled': ({ waypoint, address }) =>
      `${address} 是 Pod 自己的地址。${waypoint} 为 Service 服务，直接访问 Pod 就绕过了它。`,
    'waypoint/unknown-address': ({ waypoint, address }) =>
      `网格不认识 ${address}，也就不知道它用哪个 waypoint，不会去找 ${waypoint}。`,
    'waypoint/no-label': ({ waypoint, object }) =>
      `没有任何标签让 ${object} 使用 ${waypoint}：它自己和命名空间上都没有 istio.io/use-waypoint。只部署 waypoint 是不够的。`,
    'waypoint/opted-out': ({ waypoint, object }) =>
      `${object} 用 use-waypoint: none 退出了，无论命名空间怎么写，都不会经过 ${waypoint}。`,
    'waypoint/not-ready': ({ waypoint, object }) =>
      `${object} 要用 ${waypoint}，但它还没就绪。流量会直接绕过它，也绕过它本该执行的所有规则。`,
    'waypoint/not-bound': ({ waypoint, object, reason }) =>
      `${object} 并没有用上 ${waypoint}：istiod 给出的原因是 ${reason}。`,
    'waypoint/another': ({ waypoint, used }) => `这里用的 waypoint 是 ${used}，不是 ${waypoint}。`,
    'waypoint/skipped': ({ waypoint, by }) =>
      `${place(by)}自己选定 Pod，绕过了 ${waypoint}。不需要另行配置就会遵循 use-waypoint 的只有 ztunnel。`,
    'place/caller-not-captured': ({ caller }) => `${caller} 没有被捕获，它身边没有 ztunnel。`,
    'place/destination-not-captured': ({ pod }) => `${pod} 没有被捕获，它前面没有 ztunnel 来检查。`,
    'place/not-crossed': ({ place: at }) => `请求根本没有经过${place(at)}。`,
    'place/ended-before': ({ place: at, by }) => `请求没能走到${place(at)}，在${place(by)}就结束了。`,
    'place/passed-unmatched': ({ place: at, policies }) =>
      `${place(at)}检查了 ${list(policies)}，没有一条匹配这个请求，于是放行。`,
    'place/unreadable-policy': ({ place: at, policy, fields }) =>
      `${policy} 用到了 ${list(fields)}，${place(at)}读不到这些。去掉之后 DENY 什么也不剩，谁也拦不住。`,
    'place/no-policy-here': ({ place: at }) => `请求确实经过${place(at)}，但那里没有策略可查，直接转发。`,
    'place/only-carries': ({ place: at }) =>
      at.kind === 'network'
        ? '网络只负责传送，不做任何检查。最后决定的是某个代理或应用。'
        : '调用方的 ztunnel 只负责选路和封好信封。策略在连接到达的一端检查，而不是在发出的一端。',
    'place/guarded': ({ by, policies }) => `轮不到应用决定：${place(by)}要先检查 ${list(policies)}。`,
    'outcome/deny-matched': ({ policy, by }) => `DENY 策略 ${policy} 匹配，${place(by)}拒绝了请求。`,
    'outcome/no-allow-matched': ({ policies, by }) =>
      `这里有 ALLOW 策略（${list(policies)}），但没有一条规则匹配。只要存在一条 ALLOW，其余请求都会被${place(by)}拒绝。`,
    'outcome/plaintext-refused': ({ by }) => `STRICT 模式：连接没有使用 mTLS，${place(by)}不接受。`,
    'outcome/token-refused': ({ by }) => `${place(by)}不接受这个令牌，在检查策略之前就返回了 401。`,
    'outcome/allowed': ({ policies, by }) => `${place(by)}放行：${list(policies)} 匹配。`,
    'outcome/unread-policy': ({ policy }) => `${policy} 管的就是这件事，但没有人执行它。没人读的策略拦不住任何请求。`,
    'outcome/policy-elsewhere': ({ policy, enforcer }) =>
      `${policy} 由 ${enforcer === 'gateway' ? '网关' : enforcer} 执行，而这个请求不经过那里。`,
    'outcome/no-policy': () => '这条路径上没有策略反对它。没有策略时，一切都允许。',
    'outcome/no-status': ({ by }) => `确实被拒绝了，但${place(by)}在这里只处理连接，无法用 HTTP 应答，只能切断连接。`,
    'outcome/has-status': ({ by }) => `确实被拒绝了，但${place(by)}能读 HTTP，会给出应答：调用方得到 403。`,
    'outcome/other': ({ expected, found }) => `不是“${outcomes[expected]}”，而是“${outcomes[found]}”。`,
    'peer/waypoint-restamps': ({ waypoint }) =>
      `${waypoint} 拆开信封，再以自己的身份重新封好。无论谁来调用，Pod 的 ztunnel 看到的都是 waypoint。`,
    'peer/plaintext': () => '最后一段是明文，上面没有任何身份可看。',
    'peer/caller-kept': () => '路上没有人拆开信封，所以 Pod 看到的就是调用方。',
    'peer/other': ({ found }) => `Pod 看到的是${peers[found]}。`,
    'peer/no-pod': ({ by }) => `没有 Pod 看到任何人：请求在${place(by)}就结束了。`,
  },
};
