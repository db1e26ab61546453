import type { DocumentDiagnostics } from '#model/diagnostics/document.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const documentDiagnostics: Sentences<DocumentDiagnostics> = {
  'document/yaml-syntax': (p) => `不是合法的 YAML：${p.problem}`,
};
