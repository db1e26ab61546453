import type { DocumentDiagnostics, ScenarioType, YamlMistake } from '#model/diagnostics/document.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const types: Readonly<Record<ScenarioType, string>> = {
  string: '文本',
  number: '数字',
  'positive-integer': '大于 0 的整数',
  time: '形如 2026-09-01T00:00:00Z 的时间',
  list: '列表',
  map: '映射',
};

const mistakes: Readonly<Record<YamlMistake, (problem: string) => string>> = {
  indentation: () => '这一行与上文对不上：缩进不一致，或者值需要加引号。',
  tab: () => '缩进用了制表符，YAML 只接受空格。',
  'does-not-continue': () => '这一行无法接续上文。',
  'no-colon': () => '键后面缺少冒号。',
  'no-space': () => '键的冒号后面缺少空格。',
  'open-bracket': () => '有一个括号没有闭合。',
  'open-quote': () => '有一个引号没有闭合。',
  'no-comma': () => '括号中的两项之间缺少逗号。',
  'stray-comma': () => '本该是值的地方多了一个逗号。',
  escape: () => '双引号中的这个反斜杠没有意义；请写成两个，或改用单引号。',
  'not-printable': () => '其中有控制字符。',
  'nameless-anchor': () => '值开头的 & 或 * 表示锚点或别名，需要名称；若是普通文本，请加引号。',
  other: (problem) => `解析器的提示：${problem}。`,
};

export const documentDiagnostics: Sentences<DocumentDiagnostics> = {
  'document/yaml-syntax': (p) =>
    `从这里开始，此文档不是合法的 YAML。${mistakes[p.mistake](p.problem)}其他文档不受影响。`,
  'document/too-large': (p) =>
    `文本共有 ${p.characters} 个字符。前 ${p.limit} 个字符以内的文档参与模拟，其余内容会保留，但不参与模拟。`,
  'document/too-many': (p) =>
    `文本共有 ${p.documents} 个文档。前 ${p.limit} 个参与模拟，其余内容会保留，但不参与模拟。`,
  'document/too-deep': (p) => `此文档的嵌套超过 ${p.limit} 层，不会被读取。`,
  'document/alias-expansion': (p) => `到 *${p.anchor} 为止，别名展开后超过 ${p.limit} 个值，此文档不会被读取。`,
  'document/unknown-alias': (p) => `*${p.anchor} 引用的锚点 &${p.anchor} 在它之前并不存在。`,
  'document/alias-of-itself': (p) => `*${p.anchor} 位于它自己所引用的值之内。`,
  'document/bad-merge': () => '<< 只能合并一个映射，或由映射组成的列表。',
  'document/duplicate-key': (p) =>
    `键 ${p.key} 在此文档第 ${p.line} 行已经出现过。kubectl 会采用这里的值，并悄悄丢弃前一个。`,
  'document/forbidden-key': (p) => `键 ${p.key} 不会被读取：没有任何 Kubernetes 对象拥有这样的字段。`,
  'document/bad-key': () => '键必须是文本、数字或布尔值。',
  'document/unknown-tag': (p) => `Kubernetes 不认识标签 ${p.tag}，该值按文本处理。`,
  'document/bad-tagged-value': (p) => `${p.value} 不是 ${p.tag} 类型的值。`,
  'document/not-json': (p) => `无法存储 ${p.value}：API server 保存的是 JSON，其中没有这样的数字。`,
  'document/not-an-object': (p) =>
    `Kubernetes 对象应当是带有 apiVersion、kind 和 metadata 的映射，这里却是 ${p.found}。`,
  'document/missing-field': (p) => `缺少 ${p.field}，所以这还不是一个 Kubernetes 对象。`,
  'document/not-simulated': (p) => `${p.apiVersion} 的 ${p.kind} 会保留在文本中，但不参与模拟。`,
  'document/same-name': (p) =>
    `${nameOf(p.resource)} 在第 ${p.line} 行已有定义。这里的定义会取代它，与 kubectl apply 的行为一致。`,
  'document/second-scenario': (p) => `第 ${p.line} 行已有一个 Scenario 文档，以那一个为准，这一个会被忽略。`,
  'document/scenario-version': (p) => `此 Scenario 的版本是 ${p.found}，将按 ${p.known} 读取。`,
  'document/scenario-unknown-field': (p) => `Scenario 没有字段 ${p.field}，该字段会被忽略。`,
  'document/scenario-type': (p) => `${p.field} 必须是${types[p.expected]}，这里是 ${p.found}。`,
  'document/scenario-missing': (p) => `缺少 ${p.field}，请求无法发送。`,
  'document/scenario-choice': (p) => `${p.field} 不能是 ${p.found}，可取的值有：${p.allowed.join('、')}。`,
};

function nameOf({ kind, namespace, name }: DocumentDiagnostics['document/same-name']['resource']): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
