import type { PanelTexts } from '../../en/panels.ts';

export const trace: PanelTexts['trace'] = {};
