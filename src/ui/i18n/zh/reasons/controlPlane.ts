import type { ControlPlaneReasons } from '#model/reasons/controlPlane.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

export const controlPlaneReasons: Sentences<ControlPlaneReasons> = {};
