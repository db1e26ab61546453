import type { KubernetesReasons } from '#model/reasons/kubernetes.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const kubernetesReasons: Sentences<KubernetesReasons> = {};
