import type { AdmissionDiagnostics } from '#model/diagnostics/admission.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const admissionDiagnostics: Sentences<AdmissionDiagnostics> = {
  'admission/refused': (p) =>
    p.by === 'api-server'
      ? `API server 拒绝该对象，因此它并不存在：${p.message}`
      : `Istio 的准入 Webhook 拒绝该对象，因此它并不存在：${p.message}`,
  'admission/webhook-warning': (p) => `Istio 的准入 Webhook 接受该对象，但给出警告：${p.message}`,
  'admission/unknown-field': (p) => `没有 ${p.field} 这个字段：kubectl 会拒绝，API server 会将其丢弃。`,
  'admission/wrong-type': (p) => `${p.field} 的类型应为 ${p.expected}，实际为 ${p.found}。`,
  'admission/required': (p) => `缺少必填字段 ${p.field}。`,
  'admission/unsupported-value': (p) => `${p.field} 不能取 ${p.value}，可选值为 ${p.supported.join('、')}。`,
  'admission/too-long': (p) => `${p.field} 过长：最多允许 ${p.limit} 字节。`,
  'admission/too-many': (p) => `${p.field} 有 ${p.found} 项，最多允许 ${p.limit} 项。`,
  'admission/duplicate': (p) => `${p.field} 与列表中的其他项重复：${p.value} 必须唯一。`,
  'admission/invalid-value': (p) => `取值不合法：${p.message}。`,
  'admission/rule': (p) => (p.field === '' ? `${p.message}。` : `${p.field}：${p.message}。`),
  'admission/unknown-version': (p) => `${p.kind} 没有 ${p.version} 版本，请使用 ${p.served.join(' 或 ')}。`,
  'admission/reserved-key': (p) => `${p.field} 是保留名称，不予读取。`,
  'admission/too-large': (p) => `该对象的值超过 ${p.limit} 个，或嵌套过深，不予读取。`,
};
