import type { PanelTexts } from '../../en/panels.ts';

export const source: PanelTexts['source'] = {};
