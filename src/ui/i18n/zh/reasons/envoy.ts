import type { EnvoyReasons } from '#model/reasons/envoy.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const envoyReasons: Sentences<EnvoyReasons> = {};
