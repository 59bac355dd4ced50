/** Ways that lead out of a page; each runs in a sealed one, with an address of the world that nothing may come to. */
export const WAYS: Record<string, (url: string) => unknown> = {
  links: (url) => {
    const rels =
      'preconnect|dns-prefetch|prefetch|prerender|modulepreload|stylesheet|icon|manifest|pingback|alternate stylesheet|next|expect';
    for (const rel of rels.split('|')) {
      document.head.append(Object.assign(document.createElement('link'), { rel, href: `${url}/${rel}` }));
      document.body.insertAdjacentHTML('beforeend', `<link rel="${rel}" href="${url}/markup">`);
    }
  },
  'link preload': (url) => {
    for (const as of ['fetch', 'script', 'style', 'image', 'font', 'track', 'worker', 'document']) {
      const link = Object.assign(document.createElement('link'), {
        rel: 'preload',
        as,
        href: `${url}/${as}`,
      });
      document.head.append(link);
    }
  },
  'speculation rules': (url) => {
    const rules = document.createElement('script');
    rules.type = 'speculationrules';
    const list = [{ source: 'list', urls: [url] }];
    rules.textContent = JSON.stringify({ prefetch: list, prerender: list });
    document.head.append(rules);
  },
  'form submit': (url) => {
    for (const [method, target] of [
      ['POST', '_blank'],
      ['GET', '_self'],
      ['POST', '_self'],
    ] as const) {
      const form = Object.assign(document.createElement('form'), {
        action: `${url}/${method}`,
        method,
        target,
      });
      document.body.append(form);
      form.submit();
      form.requestSubmit();
      const button = document.createElement('button');
      button.formAction = `${url}/button`;
      form.append(button);
      button.click();
    }
  },
  'style sheet': (url) => {
    const style = document.createElement('style');
    style.textContent = `@import url("${url}/import"); @font-face { font-family: x; src: url("${url}/font") }
      body { background: url("${url}/background"); font-family: x; cursor: url("${url}/cursor"), auto }
      body::before { content: url("${url}/content") }`;
    document.head.append(style);
    document.body.setAttribute('style', `background: url("${url}/attribute"); mask: url("${url}/mask")`);
    const made = new CSSStyleSheet();
    made.replaceSync(`html { border-image: url("${url}/adopted") }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, made];
  },
  'link ping': (url) => {
    const link = Object.assign(document.createElement('a'), { href: '#here', ping: url });
    document.body.append(link);
    link.click();
  },
  'markup of media': (url) =>
    document.body.insertAdjacentHTML(
      'beforeend',
      `<video src="${url}/v" poster="${url}/p" autoplay></video><audio src="${url}/a" autoplay></audio>
       <object data="${url}/o"></object><embed src="${url}/e"><input type="image" src="${url}/i">
       <svg><image href="${url}/s"/><use href="${url}/use#a"/></svg><img srcset="${url}/ss 1x">
       <picture><source srcset="${url}/pic"><img></picture><table background="${url}/table"></table>
       <iframe src="${url}/f"></iframe><iframe srcdoc="<img src='${url}/d'>"></iframe>`,
    ),
  'a frame by markup': (url) => {
    const markup = '<iframe></iframe>';
    const parsed = new DOMParser().parseFromString(markup, 'text/html').body;
    const xml = new DOMParser().parseFromString(
      '<!DOCTYPE x [<!ENTITY f "&#60;iframe xmlns=\'http://www.w3.org/1999/xhtml\'/>">]><x>&f;</x>',
      'text/xml',
    );
    const holder = document.createElement('div');
    holder.innerHTML = markup;
    document.body.append(
      holder,
      ...parsed.childNodes,
      document.importNode(xml.documentElement, true),
      document.createRange().createContextualFragment(markup),
    );
    document.body.insertAdjacentHTML('beforeend', markup);
    for (let i = 0; i < window.length; i++) {
      const { RTCPeerConnection: Peer } = window[i] as unknown as typeof globalThis;
      const peer = new Peer({
        iceServers: [{ urls: `turn:${new URL(url).host}?transport=tcp`, username: 'a', credential: 'b' }],
      });
      peer.createDataChannel('x');
      void peer.createOffer().then((offer) => peer.setLocalDescription(offer));
    }
    return window.length;
  },
  'another transport': (url) => {
    for (const name of [
      'WebTransport',
      'WebSocketStream',
      'RTCPeerConnection',
      'SharedWorker',
      'PresentationRequest',
    ])
      try {
        const Way = (window as unknown as Record<string, new (url: string) => unknown>)[name];
        if (Way) new Way(url.replace('http:', 'https:'));
      } catch {
        // It should fail.
      }
  },
  'a worker of one’s own': (url) => {
    const code = `
      fetch('${url}/fetch').catch(() => {});
      fetch('${url}/keep', { keepalive: true, method: 'POST', body: 'x', mode: 'no-cors' }).catch(() => {});
      for (const work of [
        () => importScripts('${url}/scripts'),
        () => new WebSocket('${url.replace('http', 'ws')}/socket'),
        () => new EventSource('${url}/events'),
        () => new WebTransport('${url.replace('http:', 'https:')}/transport'),
        () => new Worker(URL.createObjectURL(new Blob(["fetch('${url}/nested').catch(() => {})"]))),
        () => { const r = new XMLHttpRequest(); r.open('GET', '${url}/xhr'); r.send(); },
      ]) try { work() } catch {}
      import('${url}/module').catch(() => {}).finally(() => postMessage('done'));`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    return new Promise((done) => {
      worker.onmessage = done;
      worker.onerror = done;
    });
  },
  'a worker of the world': (url) => {
    for (const type of ['classic', 'module'] as const)
      try {
        new Worker(url, { type });
      } catch {
        // It should fail.
      }
  },
  'the navigation interface': (url) => {
    const { navigation } = window as unknown as { navigation?: { navigate(url: string): unknown } };
    navigation?.navigate(url);
    location.replace(url);
    location.href = url;
    document.location = url;
  },
  'a file to save': (url) => {
    const link = Object.assign(document.createElement('a'), { href: url, download: 'x' });
    document.body.append(link);
    link.click();
  },
  'another base': (url) => {
    const base = Object.assign(document.createElement('base'), { href: url });
    document.head.prepend(base);
    document.body.append(Object.assign(document.createElement('img'), { src: 'picture.png' }));
    base.remove();
  },
  'a service worker of the world': (url) => navigator.serviceWorker?.register(url).catch(() => null),
};
