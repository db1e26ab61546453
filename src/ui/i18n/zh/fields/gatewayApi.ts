import type { FieldTexts } from '#ui/i18n/fieldTexts.ts';

const route = {
  'spec.parentRefs': '路由附加到的对象：网格内是 Service，入口处是 Gateway。',
  'spec.parentRefs.kind': '不写时为 Gateway。若是 Service，还须写明 group: ""。',
  'spec.parentRefs.group': '父资源所在的 API 组。Service 的组为 ""。',
  'spec.parentRefs.sectionName': 'Gateway 的某个监听器，或 Service 的某个端口名。',
  'spec.parentRefs.port': '只作用于发往父资源该端口的流量。',
  'spec.rules': '按匹配条件的具体程度而不是书写顺序选择。',
  'spec.rules.backendRefs': '请求按权重比例发往的后端。一个都没有时，请求会得到错误响应。',
  'spec.rules.backendRefs.weight': '占全部权重之和的份额。0 表示不分配请求。',
  'spec.rules.backendRefs.port': 'Service 的端口，不是 Pod 的端口。',
};

const filters = {
  'spec.rules.filters': '对途中请求的处理：请求头、重写、重定向、镜像。',
  'spec.rules.filters.type': '指明填写了下面哪一个字段。',
  'spec.rules.filters.requestHeaderModifier': '在后端看到之前设置、追加或移除请求头。',
  'spec.rules.filters.responseHeaderModifier': '在调用方看到之前设置、追加或移除响应头。',
  'spec.rules.filters.requestMirror': '每个请求的副本发往此处，其响应会被丢弃。',
};

export const gatewayApiFields: FieldTexts = {
  HTTPRoute: {
    ...route,
    ...filters,
    'spec.hostnames': '请求的主机名。父资源为 Service 时，Istio 会忽略它。',
    'spec.rules.matches': '请求符合其中任意一项即可。一项都没有时，所有请求都符合。',
    'spec.rules.matches.path': 'PathPrefix 按完整路径段匹配：/a 匹配 /a 和 /a/b，不匹配 /ab。',
    'spec.rules.matches.path.type': 'Exact 优先于 PathPrefix，较长的前缀优先于较短的前缀。',
    'spec.rules.matches.headers': '这些请求头必须全部符合。',
    'spec.rules.matches.queryParams': '这些查询参数必须全部符合。',
    'spec.rules.matches.method': 'HTTP 方法，使用大写。',
    'spec.rules.filters.requestRedirect': '由代理直接返回重定向，不会访问后端。',
    'spec.rules.filters.urlRewrite': '后端看到的主机或路径与调用方请求的不同。',
    'spec.rules.filters.cors': '浏览器中哪些其他来源可以读取响应。',
    'spec.rules.timeouts.request': '从请求到完整响应的时限，包含所有重试。0s 表示不限。',
    'spec.rules.timeouts.backendRequest': '单次尝试的时限，不能超过整个请求的时限。',
    'spec.rules.retry': '哪些失败会重试，以及重试多少次。',
    'spec.rules.retry.attempts': '首次之后再尝试的次数。',
    'spec.rules.retry.codes': '会触发重试的状态码。',
  },
  GRPCRoute: {
    ...route,
    ...filters,
    'spec.rules.matches.method': 'gRPC 的服务与方法。省略其一表示任意。',
    'spec.rules.matches.headers': '这些元数据必须全部符合。',
  },
  TCPRoute: {
    'spec.parentRefs': route['spec.parentRefs'],
    'spec.rules.backendRefs': '连接按权重比例发往的后端。',
  },
  TLSRoute: {
    'spec.parentRefs': route['spec.parentRefs'],
    'spec.hostnames': '客户端在 TLS 握手开始时请求的服务器名称。',
    'spec.rules.backendRefs': '连接按权重比例发往的后端，TLS 不会被终止。',
  },
  Gateway: {
    'spec.gatewayClassName': 'istio-waypoint 创建 waypoint，istio 创建入口网关。',
    'spec.listeners': '代理接收流量的端口。waypoint 只有一个：15008 上的 HBONE。',
    'spec.listeners.protocol': 'HTTP、HTTPS、TLS、TCP；waypoint 使用 HBONE。',
    'spec.listeners.hostname': '只接受此主机名的路由与请求。',
    'spec.listeners.allowedRoutes.namespaces.from':
      '哪些命名空间可以附加。对 waypoint 而言：谁的 Service 和 Pod 可以使用它。',
    'spec.infrastructure.labels': '为此 Gateway 创建的 Deployment、Service 和 Pod 上的标签。',
    'spec.addresses': '希望获得的地址。不写时由集群选择。',
  },
  ReferenceGrant: {
    'spec.from': '其他命名空间中的哪些对象可以引用本命名空间的对象。',
    'spec.to': '可以引用这里的哪些对象。',
  },
  BackendTLSPolicy: {
    'spec.targetRefs': '代理要用 TLS 访问的 Service 或 ServiceEntry。',
    'spec.targetRefs.sectionName': '只针对这个名称的端口。',
    'spec.validation.hostname': '握手时请求的服务器名称，证书也必须包含它。',
    'spec.validation.caCertificateRefs': '在 `ca.crt` 中保存 CA 的 ConfigMap，Istio 只读取第一个。',
    'spec.validation.wellKnownCACertificates': 'System：使用代理镜像自带的 CA。',
    'spec.validation.subjectAltNames': '证书必须包含其中一个名称，代替主机名。',
  },
};
