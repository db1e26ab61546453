import type { GatewayReasons } from '#model/reasons/proxy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const gatewayReasons: Sentences<GatewayReasons> = {
  'gateway/listener': (p) => `Gateway ${p.gateway} 的监听器 ${p.listener} 接收端口 ${p.port} 上的连接。`,
  'gateway/no-listener': (p) => `Gateway ${p.gateway} 在端口 ${p.port} 上没有监听器，连接被拒绝。`,
  'gateway/no-virtual-host': (p) => `Gateway ${p.gateway} 没有服务于主机 ${p.host} 的路由。`,
  'gateway/skips-waypoint': (p) =>
    `${p.service} 使用 waypoint ${p.waypoint}，但除非 istio.io/ingress-use-waypoint 为 true，入口流量会绕过它。`,
};
