import type { ExportTexts } from '../en/export.ts';

export const exporting: ExportTexts = {
  steps: '逐跳说明',
  sends: '发出',
  logs: '代理的日志',
  manifests: '清单',
  open: '在 Ambient Playground 中打开',
  simulated: '由 Ambient Playground 模拟',
};
