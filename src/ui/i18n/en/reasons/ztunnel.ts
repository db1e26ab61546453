import type { ZtunnelReasons } from '#model/reasons/ztunnel.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const ztunnelReasons: Sentences<ZtunnelReasons> = {};
