import type { FieldTexts } from '#ui/i18n/fieldTexts.ts';

export const kubernetesFields: FieldTexts = {
  NetworkPolicy: {
    'spec.podSelector': '被隔离的 Pod。留空表示命名空间内的所有 Pod。',
    'spec.policyTypes': '隔离的方向：Ingress、Egress。不写时为 Ingress。',
    'spec.ingress': '谁可以连接这些 Pod。一条都不写，则谁也不行。',
    'spec.ingress.ports': '网络所看到的端口。网格发来的流量都到 15008，不管它原本要去哪个端口。',
    'spec.egress': '这些 Pod 可以连接到哪里。已捕获的 Pod 连接的是对端或 waypoint 的 15008。',
  },
};
