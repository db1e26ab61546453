import type { EngineReasons, MissingRule } from '#model/reasons/engine.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const missing: Readonly<Record<MissingRule, (subject: string) => string>> = {
  'other-network': (subject) => `${subject}, which is on another network (double HBONE)`,
  'waypoint-without-inbound-binding': (subject) => `${subject}, a captured waypoint without an inbound binding`,
  'waypoint-of-other-class': (subject) => `${subject}, a waypoint proxy that is not Istio's`,
  'keys-over-network': (subject) => `keys of issuer ${subject} that are fetched over the network`,
  'answer-of-authorizer': (subject) => `what external authorizer ${subject} answers`,
  'sidecar-resource': (subject) => `Sidecar ${subject}`,
  backend: (subject) => `backend ${subject}`,
  cluster: (subject) => `cluster ${subject}`,
  'end-of-request': () => 'how this request ends',
};

const problems: Readonly<Record<EngineReasons['engine/bad-request']['problem'], (text: string) => string>> = {
  'no-url': (text) => `"${text}" is not a URL such as http://echo.shop/`,
  'unknown-scheme': (text) => `${text} is none of http, https, grpc and tcp`,
  'no-host': (text) => `"${text}" names no host`,
  'bad-port': (text) => `there is no port ${text}`,
};

export const engineReasons: Sentences<EngineReasons> = {
  'engine/unsupported': (p) => `The simulator has no rule for ${missing[p.rule](p.subject)}. It does not guess.`,
  'engine/hop-limit': (p) => `The path did not end within ${p.limit} hops: it goes round in a circle.`,
  'engine/unknown-caller': (p) => `${p.from} is no pod or workload of this scenario.`,
  'engine/bad-request': (p) => `There is something wrong with the address: ${problems[p.problem](p.text)}.`,
};
