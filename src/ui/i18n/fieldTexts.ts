import type { KindName } from '#model/kubernetes/kinds.ts';

/** What fields are for: by kind, then by field as `describeField` names it. Fields that speak for themselves have none. */
export type FieldTexts = Readonly<Partial<Record<KindName, Readonly<Record<string, string>>>>>;
