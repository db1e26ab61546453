import type { Expectation } from '#model/scenario.ts';
import type { OptionGroup } from '#ui/request/requestOption.ts';
import type { PanelTexts } from '../../en/panels.ts';
import { numbersOf } from '../../numbers.ts';

const { number, percent } = numbersOf('zh-CN');

const groups: Readonly<Record<OptionGroup, string>> = {
  deployments: 'Deployment',
  pods: 'Pod',
  outside: '集群外',
  services: 'Service',
  'full-names': '完整域名',
  addresses: 'Service 地址',
  'pod-addresses': 'Pod 地址',
  gateways: '网关',
};

const fields: Readonly<Record<keyof Expectation, string>> = {
  verdict: '结论',
  status: '状态码',
  client: '调用方所见',
  backend: '后端',
  via: '途经 waypoint',
  deniedBy: '拒绝者',
  podSees: 'Pod 所见身份',
};

export const request: PanelTexts['request'] = {
  label: '请求',
  from: '从',
  caller: '调用方',
  unknownCaller: '此场景中没有这个名称的 Pod 或 Deployment。',
  callerPlaceholder: '命名空间/Pod',
  method: '方法',
  url: '目标 URL',
  urlPlaceholder: 'http://service.namespace/',
  groups,
  outside: 'outside',
  outsideDetail: '集群之外：只能访问负载均衡器和网关',
  noOption: '此场景中没有这样的名称；任何域名或地址均可直接输入。',
  options: (total) => `${number(total)} 条建议`,
  headers: {
    pill: '请求头',
    none: '无',
    more: (first, others) => (others === 0 ? first : `${first} +${number(others)}`),
    edit: '请求头、正文和种子',
    title: '请求头',
    name: '请求头名称',
    value: '请求头的值',
    add: '添加请求头',
    remove: (name) => `删除请求头 ${name}`,
    body: '正文',
    seed: '种子',
    seedHint: '固定每一次随机选择：端点、权重、灰度。',
    steering: '示例应用会遵照 x-app-status: 503、x-app-delay-ms: 1500 和 x-app-fail-first: 2（前两次尝试返回 503）。',
  },
  token: {
    pill: '令牌',
    edit: '请求携带的令牌',
    kinds: { none: '无', valid: '有效', 'bad-signature': '签名错误', expired: '已过期', claims: '自定义声明' },
    hints: {
      none: '不带 Authorization 请求头。',
      valid: '由目标策略信任的签发者签名。',
      'bad-signature': '声明正确，密钥错误。',
      expired: '有效期已过。',
      claims: '自行填写声明。',
    },
    claims: '声明（JSON）',
    claimsWrong: '这不是 JSON 对象；仍使用上一次正确的声明。',
    signedBy: '签名者',
  },
  send: '发送',
  many: (times) => `×${number(times)}`,
  sendMany: (times) => `发送 ${number(times)} 次并统计结果`,
  saved: {
    open: '场景中的请求',
    title: '场景中的请求',
    none: '场景中还没有请求。',
    save: '保存为请求',
    name: '请求名称',
    replace: (name) => `替换“${name}”`,
    add: '保存',
  },
  expectation: {
    met: '符合预期',
    unmet: (gaps) => `${number(gaps)} 处不符`,
    details: '与预期不符之处',
    fields,
    gap: (field, expected, found) => `${field}：预期 ${expected}，实际 ${found}`,
    nothing: '无',
  },
  shares: {
    title: (total) => `${number(total)} 次请求`,
    hint: '选择一行即可重放其中一次。',
    row: (label, share, total) => `${label}：${number(total)} 次，${percent(share)}。重放其中一次。`,
    percent: (share) => percent(share),
    via: (waypoints) => `经由 ${waypoints.join('、')}`,
  },
  panel: {
    empty: '没有保存的请求',
    emptyHint: '保存下方请求栏中的请求，它便会随场景一起分享。',
    runAll: '全部运行',
    running: '正在运行…',
    passed: (met, all) => `${number(all)} 个中有 ${number(met)} 个符合预期`,
    load: (name) => `将请求 ${name} 载入请求栏`,
    remove: (name) => `删除请求 ${name}`,
    noExpectation: '没有预期',
    notRun: '未运行',
    outdated: '此次运行之后，清单已有改动。',
    expects: '预期',
    unanswered: '没有结果',
  },
};
