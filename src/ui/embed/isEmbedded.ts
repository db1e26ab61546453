/** Whether the page stands in a frame of somebody else's page: `?embed=1`. */
export const isEmbedded = new URLSearchParams(location.search).get('embed') === '1';
