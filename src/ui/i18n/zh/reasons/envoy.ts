import type { EnvoyReasons } from '#model/reasons/envoy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const list = (names: readonly string[]): string => names.join('、');

const dropped = {
  'unknown-key': '其中有 Istio 不认识的条件键',
  'http-only': '规则要求 HTTP 字段，而此端口是 TCP',
  unreadable: '其中有无法解析的值',
} as const;

const invalid = {
  'not-found': '不存在',
  'invalid-kind': '的类型不能作为路由的后端',
  'not-permitted': '位于其他命名空间，而那里没有 ReferenceGrant 许可',
  'unknown-port': '没有这个端口',
  'unknown-subset': '在 DestinationRule 中没有这个子集',
  'no-weight': '没有权重，规则中的其他后端也都没有',
} as const;

const conditions = {
  path: '路径',
  method: '方法',
  header: '请求头',
  query: '查询参数',
  authority: 'Host',
  scheme: '协议',
} as const;

/** `0: paths`：规则从 1 开始计数。 */
const fromOne = (failed: string): string =>
  failed.replace(/^(\d+): /, (_, index: string) => `规则 ${String(Number(index) + 1)}：`);

export const envoyReasons: Sentences<EnvoyReasons> = {
  'envoy/no-policies': (p) => `这里没有附加任何授权策略，${p.chain === 'http' ? '请求' : '连接'}通过。`,
  'envoy/nothing-denies': (p) => `没有 DENY 策略匹配（${list(p.policies)}），也没有 ALLOW 策略，请求通过。`,
  'envoy/allowed-by-policy': (p) =>
    `${p.policy} 的规则 ${p.rule + 1} 匹配，允许该请求。${p.others.length > 0 ? `${list(p.others)} 也允许。` : ''}`,
  'envoy/denied-by-policy': (p) => `${list(p.policies)} 拒绝了该请求。DENY 先于 ALLOW 判定。`,
  'envoy/no-allow-matched': (p) => `这里附加了 ALLOW 策略（${list(p.policies)}），但没有一条匹配，因此请求被拒绝。`,
  'envoy/policy-no-match': (p) => `${p.policy} 不匹配。不满足的字段：${p.failed.map(fromOne).join('；')}。`,
  'envoy/policy-without-rules': (p) => `${p.policy} 没有规则，因此什么都不匹配。`,
  'envoy/policy-rules-dropped': (p) => `${p.policy} 在这里没有剩下任何规则：${dropped[p.why]}。`,
  'envoy/custom-provider-missing': (p) =>
    `${p.policy} 匹配，但它指定的提供者 ${p.provider} 在网格设置中没有正确定义。所有匹配的请求都会被拒绝。`,
  'envoy/custom-several-providers': (p) =>
    `这里的 CUSTOM 策略指定了多个提供者（${list(p.providers)}）。Istio 只接受一个，因此 ${p.policy} 拒绝它匹配的请求。`,
  'envoy/custom-error': (p) => `${p.policy} 匹配，但无法询问提供者 ${p.provider}，返回 ${p.status}。`,
  'envoy/custom-denied': (p) => `${p.policy} 匹配；提供者 ${p.provider} 以 ${p.status} 拒绝了该请求。`,
  'envoy/custom-fail-open': (p) => `${p.policy} 匹配，但无法询问提供者 ${p.provider}。它设置为失败时放行，请求继续。`,
  'envoy/custom-allowed': (p) => `${p.policy} 匹配；提供者 ${p.provider} 允许了该请求。`,
  'envoy/audited': (p) => `${list(p.policies)} 匹配。AUDIT 只做记录，不影响结论。`,
  'envoy/dry-run-denies': (p) => `${list(p.policies)} 本会拒绝该请求，但它只是试运行。`,
  'envoy/dry-run-allows': (p) => `${list(p.policies)} 本会允许该请求，但它只是试运行，不起作用。`,
  'envoy/dry-run-no-allow': (p) => `${list(p.policies)} 本不会允许该请求，但它只是试运行，不会因此拒绝任何请求。`,
  'envoy/config-rejected': (p) => `Envoy 拒绝了整份配置：${p.message}。在修复该对象之前，此代理不提供任何服务。`,
  'envoy/path-rejected': (p) => `路径 ${p.path} 无法规范化，在任何策略之前就返回 400。`,
  'envoy/path-normalized': (p) => `路径 ${p.from} 被规范化为 ${p.to}（${p.mode}）。策略、路由和后端只看到后者。`,

  'envoy/jwt-accepted': (p) => `${p.issuer} 签发给 ${p.subject} 的令牌有效（${p.policy}）。`,
  'envoy/jwt-rejected': (p) => `令牌未被接受：${p.message}，返回 ${p.status}。`,
  'envoy/jwt-no-token': (p) => `请求中没有 ${list(p.policies)} 会查看的令牌，因此不带请求身份继续。`,
  'envoy/jwt-preflight': (p) => `这是来自 ${p.origin} 的 CORS 预检请求，不需要令牌。`,
  'envoy/jwt-rule-failed': (p) => `${p.policy} 针对 ${p.issuer} 的规则拒绝了令牌：${p.message}。`,
  'envoy/jwt-rule-no-token': (p) => `${p.policy} 针对 ${p.issuer} 的规则没有找到令牌。`,

  'envoy/route-matched': (p) =>
    `${p.route} 的规则 ${p.rule + 1} 匹配${p.match === '' ? '，它接受所有请求' : `：${p.match}`}。`,
  'envoy/default-route': (p) => `没有附加路由，请求直接发往 ${p.host} 本身。`,
  'envoy/no-route-matched': (p) => `${p.host} 附加了路由，但没有一条匹配 ${p.path}，返回 404。`,
  'envoy/no-virtual-host': (p) => `没有针对主机 ${p.authority} 的路由，返回 404。`,
  'envoy/route-no-match': (p) => `${p.route} 的规则 ${p.rule + 1} 要求${conditions[p.condition]} ${p.wanted}。`,
  'envoy/route-later': (p) =>
    `${p.route} 的规则 ${p.rule + 1} 同样匹配${p.match === '' ? '' : `（${p.match}）`}，但排在后面。`,
  'envoy/route-other-namespace': (p) => `${p.route} 在这里不起作用：此代理只采用 ${list(p.namespaces)} 中的路由。`,
  'envoy/route-other-port': (p) => `${p.route} 只针对端口 ${p.port}。`,
  'envoy/route-discarded': (p) => `${p.route} 的所有规则都被丢弃：${p.problem}`,
  'envoy/route-after-catch-all': (p) => `${p.route} 排在一条匹配一切的路由之后。`,
  'envoy/tcp-route': (p) => `${p.route} 决定连接的去向。`,
  'envoy/tcp-default-route': (p) => `没有附加 TCP 路由，连接直接发往 ${p.host} 本身。`,

  'envoy/backend-chosen': (p) => `抽中 ${p.backend}，它的份额是 ${p.total} 中的 ${p.weight}。`,
  'envoy/backend-only': (p) => `唯一的后端是 ${p.backend}。`,
  'envoy/backend-not-chosen': (p) => `没有抽中 ${p.backend}，它的份额是 ${p.total} 中的 ${p.weight}。`,
  'envoy/backend-invalid': (p) => `后端 ${p.backend} ${invalid[p.why]}。它那一份请求得到 ${p.status}。`,
  'envoy/no-backends': (p) => `${p.route} 的这条规则没有带权重的后端，返回 500。`,
  'envoy/redirected': (p) => `路由直接返回重定向：${p.status}，指向 ${p.location}。`,
  'envoy/direct-response': (p) => `路由直接返回 ${p.status}。`,
  'envoy/cors-preflight': (p) =>
    p.allowed
      ? `这是 CORS 预检请求，来源 ${p.origin} 被允许，代理直接返回 200。`
      : `这是 CORS 预检请求，来源 ${p.origin} 不被允许。代理仍返回 200，但不带 access-control-allow-origin。`,
  'envoy/cors-origin': (p) =>
    p.allowed ? `来源 ${p.origin} 被允许，响应会写明这一点。` : `来源 ${p.origin} 不被允许，响应不带 CORS 头。`,
  'envoy/fault-abort': (p) => `注入的故障以 ${p.status} 结束了请求。`,
  'envoy/fault-delay': (p) => `注入的故障使请求延迟 ${p.ms} 毫秒。`,
  'envoy/request-changed': (p) =>
    `路由修改了请求头：${[
      ...(p.set.length > 0 ? [`设置 ${list(p.set)}`] : []),
      ...(p.added.length > 0 ? [`添加 ${list(p.added)}`] : []),
      ...(p.removed.length > 0 ? [`移除 ${list(p.removed)}`] : []),
    ].join('，')}。`,
  'envoy/host-rewritten': (p) => `主机名从 ${p.from} 改写为 ${p.to}。`,
  'envoy/path-rewritten': (p) => `路径从 ${p.from} 改写为 ${p.to}。`,
  'envoy/mirrored': (p) => `一份副本发往 ${p.backend}，其响应被忽略。`,
};
