import { numbersOf } from '#ui/i18n/numbers.ts';
import type { ConformanceTexts } from '../en/conformance.ts';

const { number } = numbersOf('zh-CN');

/** 一致性页面的文字。 */
export const conformance: ConformanceTexts = {
  title: '一致性验证',
  close: '关闭',
  lead: '把真实组件处理过的问题原样交给本引擎，再逐个字段比对两边的答案。下面的数字全部由该次运行写出，没有人工改动。',
  agree: (passed, compared) => `${number(compared)} 项中 ${number(passed)} 项一致`,
  differ: (failed) => (failed === 0 ? '没有不一致' : `${number(failed)} 项不一致`),
  leftOut: (skipped) => `${number(skipped)} 项未比对`,
  ran: (at) => {
    const [month, day] = [at.getUTCMonth() + 1, at.getUTCDate()];
    return `运行时间：${String(at.getUTCFullYear())} 年 ${String(month)} 月 ${String(day)} 日 ${at.toISOString().slice(11, 16)} UTC`;
  },
  table: '比对了什么，以什么为准',
  columns: { what: '比对内容', against: '参照', files: '文件', agree: '一致', differ: '不一致', leftOut: '未比对' },
  folders: {
    'dataplane/l4': {
      name: '实测网格：四层',
      about: '每个场景一个主题：捕获、地址、ztunnel 策略、waypoint 绑定；比对每个请求与每个状态。',
    },
    'dataplane/l7': {
      name: '实测网格：七层',
      about: '每个场景一个主题：waypoint 上的策略、令牌与路由，入口网关，转发。',
    },
    'dataplane/random': { name: '实测网格：混合', about: '随机生成的小型网格，多种功能同时出现。' },
    'gateway-api': {
      name: 'Gateway API 一致性测试集',
      about: '在 waypoint 与入口网关上运行其测试：请求、路由状态、规范中的表格。',
    },
    'gateway-api/cel': { name: 'Gateway API 准入', about: 'API 服务器必须接受或拒绝的对象。' },
    istio: { name: 'Istio 与 ztunnel 的单元测试', about: '校验、授权、路径规范化、信任域、ztunnel 的 RBAC。' },
  },
  method: '实测网格是怎样得来的',
  methodText:
    'istiod 编译每个网格并写出状态；ztunnel 与 Envoy 使用 istiod 下发的配置运行，处理每一个请求。比对的内容有：结论、状态码、经过的 waypoint、每一段连接及其身份、后端收到的请求，以及逐字比对的状态条件。结果带有随机性的请求会发送多次，比对各结果所占的比例。指标未作测量。',
  excluded: '哪些未比对，为什么',
  reasons: {
    unmeasured: '该请求无法测量，没有可以比对的结果。',
    'left-to-chance': '有多条 ztunnel 无法接受的策略，istiod 给其中哪一条写上状态全凭偶然。',
    'sample-by-chance': '六十次抽样偏离了应有的概率：两个对等的 Pod 得到 41 比 19，或百分之一的结果一次也没有出现。',
    race: 'waypoint 与目的端都会拒绝，先听到哪一方的拒绝取决于时机。',
    'one-replica': '该 Service 只用本节点的端点，而两个副本由同一个 Envoy 代答，其配置按第一个副本所在的节点生成。',
    'gateway-behind-mesh': '经由 ztunnel 或 waypoint 到达的入口网关没有运行 Envoy。',
    'contradicts-itself':
      '测量结果自相矛盾：日志未指明任何策略，却把拒绝归于试运行策略；或把镜像请求的应答当作请求的应答。',
    'backend-filters': 'Istio 只接受请求头和响应头修改作为 backendRef 的过滤器，其余报告为 InvalidFilter。',
    'consumer-routes': 'waypoint 忽略调用方命名空间中的路由；Istio 自己的 ambient 测试也不包含这些用例。',
    'misdirected-requests': 'Istio 的一致性报告把 HTTPS 监听器的这项功能列为不支持。',
    'headless-backend': '后端为 headless Service 时，waypoint 把请求发往客户端原先拨打的地址（实测）。',
    'retry-without-code': '请求发出后连接中断得到 503，未列出该状态码时不会重试（实测）。',
    'retry-of-timeouts': '单次尝试超时后，只有列出 504 时才会重试（实测）。',
    'missing-object': '用例的清单缺少它所需要的 Service。',
    'durations-written': '这些用例输出时长文本，而引擎只读取时长。',
    'placeholder-target': '用例中的目标只是占位符，不说明任何问题。',
    'empty-list': '上游测试设置了清单无法表达的空列表。',
    'external-authorizer': '只检查外部授权服务的配置，没有对请求作出判定。',
  },
  rows: (rows) => `${number(rows)} 项`,
};
