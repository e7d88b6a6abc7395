// In the pages that `policyc build --watch` serves, and in no file that it writes: loads the page anew after a build.
'use strict';
const events = new EventSource(`/_policyc/events?${document.currentScript.dataset.news}`);
events.onmessage = () => { events.close(); location.reload(); };
