import type { KubernetesReasons } from '#model/reasons/kubernetes.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const resolver: Readonly<Record<KubernetesReasons['kubernetes/resolved']['by'], string>> = {
  'dns-proxy': 'ztunnel 的 DNS 代理',
  'cluster-dns': '集群 DNS ',
  'public-dns': '公共 DNS ',
};

export const kubernetesReasons: Sentences<KubernetesReasons> = {
  'kubernetes/app-sends': (p) => `${p.pod} 中的应用向 ${p.url} 发出请求。`,
  'kubernetes/outside-sends': (p) => `集群外部的调用方向 ${p.url} 发出请求。`,
  'kubernetes/resolved': (p) => `${resolver[p.by]}将 ${p.name} 解析为 ${p.address}。`,
  'kubernetes/no-such-name': (p) => `调用方使用的解析器中没有 ${p.name} 这个名称。`,
  'kubernetes/dns-blocked': (p) =>
    `${p.pod} 问不到 ${p.name} 的地址：NetworkPolicy ${p.policies.join('、')} 隔离了该 Pod，没有规则允许它访问集群 DNS 的 53 端口。ztunnel 也是从同一个 Pod 网络发出查询的。`,
  'kubernetes/no-address': (p) => `名称 ${p.name} 存在，但目前没有可用的地址。`,
  'kubernetes/stays-in-pod': (p) => `${p.address} 就是 ${p.pod} 自身。连接只经过回环接口，任何代理都看不到。`,
  'kubernetes/leaves-plain': (p) => `${p.pod} 未被捕获，连接以明文原样发往 ${p.address}。`,
  'kubernetes/half-captured': (p) =>
    `${p.pod} 的流量已被重定向，但其中还没有 ztunnel 在监听（redirection: pending），连接被拒绝。`,
  'kubernetes/service-address-translated': (p) =>
    `${p.address} 属于 Service ${p.service}。${p.candidates === 1 ? `kube-proxy 将连接转发到唯一的端点 ${p.endpoint}` : `kube-proxy 从 ${p.candidates} 个端点中选出 ${p.endpoint}，将连接转发过去`}。`,
  'kubernetes/terminating-endpoint': (p) =>
    `Service ${p.service} 已没有就绪的端点，kube-proxy 退而使用正在终止但仍可服务的端点。`,
  'kubernetes/no-ready-endpoint': (p) =>
    `Service ${p.service} 没有可用于 ${p.address} 的就绪端点，kube-proxy 拒绝了连接。`,
  'kubernetes/no-local-endpoint': (p) =>
    `Service ${p.service} 只允许将流量发往同节点的端点，而节点 ${p.node} 上没有，连接被拒绝。`,
  'kubernetes/no-such-service-port': (p) =>
    `Service ${p.service} 没有声明端口 ${p.port}。kube-proxy 没有对应的规则，这个地址也不属于任何主机。`,
  'kubernetes/app-answers': (p) => `${p.pod} 中的应用在端口 ${p.port} 上返回状态码 ${p.status}。`,
  'kubernetes/app-echoes': (p) => `${p.pod} 中的应用在端口 ${p.port} 上原样返回收到的字节。`,
  'kubernetes/nothing-listens': (p) => `${p.pod} 的端口 ${p.port} 上没有任何程序在监听。`,
  'kubernetes/app-resets': (p) => `${p.pod} 中的应用按请求的要求重置了端口 ${p.port} 上的连接。`,
  'kubernetes/app-no-tls': (p) => `${p.pod} 中的应用在端口 ${p.port} 上不支持 TLS，握手失败。`,
  'kubernetes/unreachable-from-outside': (p) => `${p.address} 是集群内部的地址，从集群外部无法到达。`,
  'kubernetes/outside-scenario': (p) => `${p.address} 不在此场景之内，它会如何响应不得而知。`,
  'kubernetes/outside-endpoint-answers': (p) =>
    `${p.address} 被声明为端点，位于集群之外。这里假定它会响应，并且看不到任何身份。`,
  'kubernetes/outside-endpoint-refuses': (p) => `${p.address} 是网格之外的端点，那里没有谁接受这种连接。`,
  'kubernetes/host-port-translated': (p) => `${p.address} 是 ${p.pod} 的 hostPort，节点将连接转发到 ${p.endpoint}。`,
  'kubernetes/host-probe-exempt': (p) =>
    `调用方使用节点 ${p.node} 的网络，${p.pod} 也在该节点上。与 kubelet 的探针一样，这类流量会绕过 ztunnel 直达 Pod。`,
  'kubernetes/network-policy-allows': (p) =>
    p.direction === 'ingress'
      ? `${p.pod} 前面的网络看到一条来自 ${p.peer}、目标端口为 ${p.port} 的连接，${p.policies.join('、')} 允许它进入。`
      : `${p.pod} 的网络看到一条发往 ${p.peer} 端口 ${p.port} 的连接，${p.policies.join('、')} 允许它离开。`,
  'kubernetes/network-policy-drops': (p) =>
    p.direction === 'ingress'
      ? `${p.pod} 前面的网络看到一条来自 ${p.peer}、目标端口为 ${p.port} 的连接。隔离该 Pod 的 NetworkPolicy（${p.policies.join('、')}）都不允许它，报文被丢弃。`
      : `${p.pod} 的网络看到一条发往 ${p.peer} 端口 ${p.port} 的连接。隔离该 Pod 的 NetworkPolicy（${p.policies.join('、')}）都不允许它，报文被丢弃。`,
  'kubernetes/network-policy-no-match': (p) => `${p.policy} 中没有规则允许这个对端访问端口 ${p.port}。`,
};
