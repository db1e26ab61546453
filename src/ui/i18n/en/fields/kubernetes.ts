import type { FieldTexts } from '#ui/i18n/fieldTexts.ts';

export const kubernetesFields: FieldTexts = {
  NetworkPolicy: {
    'spec.podSelector': 'The pods that are isolated. Empty: every pod of the namespace.',
    'spec.policyTypes': 'Directions that are isolated: Ingress, Egress. Ingress unless said otherwise.',
    'spec.ingress': 'Who may connect to the pods. None listed: nobody.',
    'spec.ingress.ports':
      'Ports as the network sees them. What the mesh sends comes to 15008, whatever port it is meant for.',
    'spec.egress': 'Where the pods may connect to. A captured pod dials 15008 of its peer or of a waypoint.',
  },
};
