import type { ControlPlaneReasons } from '#model/reasons/controlPlane.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const captured: Readonly<Record<string, string>> = {
  annotation: '注解 ambient.istio.io/redirection 已声明',
  'pod-label': 'Pod 自身带有标签 istio.io/dataplane-mode: ambient',
  'namespace-label': '所在命名空间带有标签 istio.io/dataplane-mode: ambient',
};

const notCaptured: Readonly<Record<string, string>> = {
  'host-network': '它使用节点网络（hostNetwork）',
  sidecar: '它已注入 sidecar',
  'excluded-namespace': 'istio-cni 排除了它所在的命名空间',
  finished: '它已运行结束',
  'opted-out': 'Pod 自身的标签 istio.io/dataplane-mode 为 none',
  'no-label': 'Pod 与命名空间都没有标签 istio.io/dataplane-mode: ambient',
};

const notSent: Readonly<Record<string, string>> = {
  'dry-run': '它处于试运行（dry-run）模式，而 ztunnel 的试运行未启用',
  action: 'ztunnel 只支持 ALLOW 和 DENY',
  revision: '它属于另一个修订版本的控制平面',
};

export const controlPlaneReasons: Sentences<ControlPlaneReasons> = {
  'control-plane/captured': (p) => `${p.pod} 已被捕获：${captured[p.rule] ?? p.rule}。`,
  'control-plane/not-captured': (p) => `${p.pod} 未被捕获：${notCaptured[p.rule] ?? p.rule}。`,
  'control-plane/waypoint-not-bound': (p) => `${p.object} 指定的 waypoint 没有绑定成功：${p.message}。`,
  'control-plane/waypoint-opted-out': (p) => `${p.object} 的标签值为 none，不使用 waypoint。`,
  'control-plane/no-waypoint-asked': (p) => `${p.object} 及其命名空间都没有指定 waypoint。`,
  'control-plane/canary-not-bound': (p) => `${p.object} 的金丝雀 waypoint 未被使用：${p.message}。`,
  'control-plane/policy-not-sent': (p) => `策略 ${p.policy} 不会下发给 ztunnel：${notSent[p.why] ?? p.why}。`,
  'control-plane/policy-selects-nothing': (p) =>
    `策略 ${p.policy} 的 selector 为空。ztunnel 不会将它附加到任何工作负载，而 sidecar 会将其视为作用于整个命名空间。`,
  'control-plane/allow-rules-omitted': (p) =>
    `ztunnel 无法判断 ${p.fields.join('、')}。ALLOW 策略 ${p.policy} 中用到这些字段的规则会被略去，实际放行的比写明的少。`,
  'control-plane/deny-rules-reduced': (p) =>
    `ztunnel 无法判断 ${p.fields.join('、')}。DENY 策略 ${p.policy} 会去掉这些字段后执行，实际拒绝的比写明的多。`,
  'control-plane/deny-without-effect': (p) =>
    `ztunnel 无法判断 ${p.fields.join('、')}，DENY 策略 ${p.policy} 去掉它们后已无可执行的规则，不会拒绝任何请求。`,
  'control-plane/disable-port-stays-strict': (p) =>
    `PeerAuthentication ${p.policy} 在端口 ${p.ports.join('、')} 上设为 DISABLE，但端口仍为 STRICT：istiod 此时只查找 PERMISSIVE。`,
  'control-plane/strict-port-left-open': (p) =>
    `PeerAuthentication ${p.policy} 要求端口 ${p.ports.join('、')} 为 STRICT，但在 STRICT 的网格中 istiod 会丢弃这条规则，端口保持开放。`,
  'control-plane/all-ports-opened': (p) =>
    `PeerAuthentication ${p.policy} 只想开放端口 ${p.ports.join('、')}，但命名空间中存在模式为 UNSET 的策略，istiod 因此开放了所有端口。`,
  'control-plane/equal-age': (p) =>
    `PeerAuthentication ${p.chosen} 与 ${p.other} 的创建时间相同。istiod 会随机选用其一，模拟器选用 ${p.chosen}。`,
  'control-plane/generated': (p) => `${p.what} 不在清单中，由模拟器按健康集群补全。`,
};
