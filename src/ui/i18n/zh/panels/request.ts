import type { PanelTexts } from '../../en/panels.ts';

export const request: PanelTexts['request'] = {};
