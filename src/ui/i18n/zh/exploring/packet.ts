import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';

const layers: ExploringTexts['packet']['layers'] = {
  tcp: 'TCP',
  mtls: 'mTLS',
  connect: 'CONNECT',
  'inner-mtls': '内层 mTLS',
  'inner-connect': '内层 CONNECT',
  tls: '应用自己的 TLS',
  http: 'HTTP',
  bytes: '字节流',
};

const handlings: ExploringTexts['packet']['handlings'] = {
  opened: '在此拆开',
  made: '在此封上',
  read: '在此读取',
  unread: '原样转发，不读',
  sealed: '已密封，这里读不到',
};

/** 数据包图示的文字。 */
export const packet: ExploringTexts['packet'] = {
  title: '此处的数据包',
  arrives: '到达',
  leaves: '离开',
  starts: '从这里出发',
  ends: '到此为止',
  envelopes: {
    local: '节点内',
    plaintext: '明文',
    hbone: 'HBONE',
    'double-hbone': '双层 HBONE',
    'istio-mtls': 'Istio mTLS',
  },
  layers,
  handlings,
  layer: ({ kind, handling }) => `${layers[kind]}：${handlings[handling]}`,
  describe: (where, envelope, parts) => `${where}（${envelope}）：${parts.join('；')}。`,
  passport: '护照',
  nobody: '无',
  changes: {
    none: '',
    kept: '护照不变',
    issued: '在此盖章',
    restamped: '在此拆开并重新盖章',
    dropped: '在此取下，之后不再携带',
    checked: '在此查验，不再往后传',
  },
  details: '逐层查看',
  to: (address) => `目的地址 ${address}`,
  from: (identity) => `身份 ${identity}`,
  expects: (identities) => `对端应为 ${identities.join('、')}`,
  tunnelTo: (authority) => `隧道通往 ${authority}`,
  endsAt: (place) => `由 ${place} 拆开`,
  endsNowhere: '没有人能拆开它',
  absent: (names) => `这一段没有：${names.join('、')}。`,
};
