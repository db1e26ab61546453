import type { PanelTexts } from '../en/panels.ts';
import { inspect } from './panels/inspect.ts';
import { request } from './panels/request.ts';
import { source } from './panels/source.ts';
import { trace } from './panels/trace.ts';

export const panels: PanelTexts = { inspect, request, source, trace };
