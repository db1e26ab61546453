import type { EngineReasons, MissingRule } from '#model/reasons/engine.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const missing: Readonly<Record<MissingRule, (subject: string) => string>> = {
  'other-network': (subject) => `${subject} 位于另一个网络（双层 HBONE）`,
  'waypoint-without-inbound-binding': (subject) => `${subject} 是已被捕获但没有 inbound binding 的 waypoint`,
  'waypoint-of-other-class': (subject) => `${subject} 是并非由 Istio 提供的 waypoint 代理`,
  'keys-over-network': (subject) => `签发者 ${subject} 的密钥需要通过网络获取`,
  'answer-of-authorizer': (subject) => `外部授权服务 ${subject} 的响应`,
  'sidecar-resource': (subject) => `Sidecar ${subject}`,
  backend: (subject) => `后端 ${subject}`,
  cluster: (subject) => `集群 ${subject}`,
  'end-of-request': () => '此请求如何结束',
};

const problems: Readonly<Record<EngineReasons['engine/bad-request']['problem'], (text: string) => string>> = {
  'no-url': (text) => `“${text}” 不是形如 http://echo.shop/ 的 URL`,
  'unknown-scheme': (text) => `${text} 不是 http、https、grpc 或 tcp`,
  'no-host': (text) => `“${text}” 没有写明主机`,
  'bad-port': (text) => `没有端口 ${text}`,
};

export const engineReasons: Sentences<EngineReasons> = {
  'engine/unsupported': (p) => `模拟器没有对应的规则：${missing[p.rule](p.subject)}。它不会猜测。`,
  'engine/hop-limit': (p) => `请求在 ${p.limit} 跳之内没有结束：路径在绕圈。`,
  'engine/unknown-caller': (p) => `${p.from} 不是此场景中的 Pod 或工作负载。`,
  'engine/bad-request': (p) => `地址有误：${problems[p.problem](p.text)}。`,
};
