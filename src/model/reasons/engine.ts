/** What the engine has no rule for. */
export type MissingRule =
  | 'other-network'
  | 'waypoint-without-inbound-binding'
  | 'waypoint-of-other-class'
  | 'keys-over-network'
  | 'answer-of-authorizer'
  | 'sidecar-resource'
  | 'backend'
  | 'cluster'
  | 'end-of-request';

/** Reasons that speak of the engine itself. */
export interface EngineReasons {
  /** The engine has no rule for this; `rule` names what is missing, `subject` the object it is missing for. */
  'engine/unsupported': { readonly rule: MissingRule; readonly subject: string };
  'engine/hop-limit': { readonly limit: number };
  'engine/unknown-caller': { readonly from: string };
  'engine/bad-request': {
    readonly problem: 'no-url' | 'unknown-scheme' | 'no-host' | 'bad-port';
    /** What was written there. */
    readonly text: string;
  };
}
