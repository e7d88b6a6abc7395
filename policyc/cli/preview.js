// In the pages that `policyc build --watch` serves, and in no file that it writes: loads the page anew after a build.
'use strict';
const events = new EventSource(`/_policyc/events?seen=${document.currentScript.dataset.seen}`);
events.onmessage = () => { events.close(); location.reload(); };
