/**
 * What the API server (structure, rules) or istiod's webhook would refuse or complain about. `message` is in their own
 * words; the other facts are what a sentence needs.
 */
export interface AdmissionDiagnostics {
  /** The whole object does not get in. */
  'admission/refused': { readonly by: 'api-server' | 'istio-webhook'; readonly message: string };
  /** It gets in, and the webhook warns. */
  'admission/webhook-warning': { readonly message: string };
  'admission/unknown-field': { readonly field: string };
  'admission/wrong-type': { readonly field: string; readonly expected: string; readonly found: string };
  'admission/required': { readonly field: string };
  'admission/unsupported-value': {
    readonly field: string;
    readonly value: string;
    readonly supported: readonly string[];
  };
  'admission/too-long': { readonly field: string; readonly limit: number };
  'admission/too-many': { readonly field: string; readonly limit: number; readonly found: number };
  'admission/duplicate': { readonly field: string; readonly value: string };
  'admission/invalid-value': { readonly field: string; readonly message: string };
  /** A condition between fields. `message` is the rule's. */
  'admission/rule': { readonly field: string; readonly message: string };
  'admission/unknown-version': {
    readonly kind: string;
    readonly version: string;
    readonly served: readonly string[];
  };
  'admission/reserved-key': { readonly field: string };
  'admission/too-large': { readonly limit: number };
}
