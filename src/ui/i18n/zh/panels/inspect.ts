import type { PanelTexts } from '../../en/panels.ts';

export const inspect: PanelTexts['inspect'] = {};
