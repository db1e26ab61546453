import type { ManifestEntry } from '#model/compiled.ts';
import type { Severity } from '#model/diagnostic.ts';
import type { PanelTexts } from '../../en/panels.ts';
import { numbersOf } from '../../numbers.ts';

const { number } = numbersOf('zh-CN');

const severities: Readonly<Record<Severity, string>> = { error: '错误', warning: '警告', info: '提示' };
const states: Readonly<Record<ManifestEntry['state'], string>> = {
  ok: '',
  broken: '有错误',
  'not-simulated': '不参与模拟',
  scenario: '场景',
  empty: '空',
};

export const source: PanelTexts['source'] = {
  tabs: { label: '源', manifests: '清单', resources: '资源', problems: '问题' },
  problemCount: (errors, warnings) => `${number(errors)} 个错误，${number(warnings)} 个警告`,
  hover: {
    required: '必填',
    default: (value) => `默认为 ${value}`,
    oneOf: (words) => `可选值：${words.join('、')}。`,
  },
  manifests: {
    label: '清单',
    edit: '编辑',
    editHint: '按 Enter 键或点击某一行即可编辑。',
    readOnly: '只读：由链接打开。',
    loading: '正在加载编辑器…',
    loadFailed: '编辑器加载失败。请检查网络后重试。',
    editorLabel: '清单，YAML。按 Escape 再按 Tab 可离开编辑器。',
    tabHint: '按 Escape 再按 Tab 可离开编辑器',
    paste: '在此粘贴清单',
    pasteHint: 'kubectl 输出的任何内容均可：kubectl get -o yaml、Helm chart，或以 --- 连接的多个文件。',
    start: '开始编写',
  },
  resources: {
    filter: '筛选资源',
    none: '还没有资源',
    noneHint: '粘贴清单，或在画布上添加一个命名空间。',
    noMatch: '没有匹配的资源。',
    cluster: '集群级',
    total: (total) => `${number(total)} 个资源`,
    show: (name) => `在清单中显示 ${name}`,
    states,
    stale: '仍以上一个正确的版本模拟',
    condition: (type, reason) => `${type}：${reason}`,
    healthy: '已接受',
  },
  problems: {
    none: '没有问题',
    noneHint: '文本中的一切都已读懂，且行为与所写一致。',
    severities,
    groups: severities,
    place: (line, column) => `${String(line)}:${String(column)}`,
    placeLabel: (line, column) => `第 ${String(line)} 行，第 ${String(column)} 列`,
    notSimulated: (total) => `不参与模拟（${number(total)}）`,
    notSimulatedHint: '这些对象会被保留和显示，但不影响模拟。',
    engine: {
      restarted: '模拟器处理此文本耗时过长，已重新启动。画面显示的是上一个正确的状态。',
      failed: '模拟器处理此文本时出错。这是我们的问题。画面显示的是上一个正确的状态。',
    },
  },
};
