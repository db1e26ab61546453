import { inspect } from './panels/inspect.ts';
import { request } from './panels/request.ts';
import { source } from './panels/source.ts';
import { trace } from './panels/trace.ts';

/** What the panels, the editor and the request bar say. English gives the shape of every language. */
export const panels = { inspect, request, source, trace };

export type PanelTexts = typeof panels;
