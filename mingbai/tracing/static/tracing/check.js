/* Checks a record's proof in the visitor's own browser: the digest of the text, the way of each leaf to the
   root (RFC 9162), and the Ed25519 signature where the browser knows it. Works from a folder too. */
(function () {
  "use strict";
  var utf8 = new TextEncoder();

  /* -- SHA-256: the browser's, or by hand where it gives none (a page that came by plain http) -- */
  function fraction(number, root) {
    var power = Math.pow(number, 1 / root);
    return ((power - Math.floor(power)) * 4294967296) | 0;
  }
  function primes(count) {
    var found = [];
    for (var one = 2; found.length < count; one++) {
      if (found.every(function (prime) { return one % prime; })) { found.push(one); }
    }
    return found;
  }
  var K = primes(64).map(function (one) { return fraction(one, 3); });
  var H = primes(8).map(function (one) { return fraction(one, 2); });
  function turn(word, by) { return (word >>> by) | (word << (32 - by)); }

  function byHand(data) {
    var length = ((data.length + 72) >> 6) << 6, padded = new Uint8Array(length), view = new DataView(padded.buffer);
    var state = H.slice(), words = new Int32Array(64);
    padded.set(data);
    padded[data.length] = 0x80;
    view.setUint32(length - 8, Math.floor(data.length / 536870912));
    view.setUint32(length - 4, data.length << 3);
    for (var start = 0; start < length; start += 64) { block(view, start, words, state); }
    var out = new DataView(new ArrayBuffer(32));
    state.forEach(function (word, at) { out.setInt32(at * 4, word); });
    return new Uint8Array(out.buffer);
  }
  function block(view, start, words, state) {
    var s = state.slice(), at, low, high, first, second;
    for (at = 0; at < 64; at++) {
      if (at < 16) { words[at] = view.getInt32(start + at * 4); continue; }
      low = words[at - 15]; high = words[at - 2];
      words[at] = words[at - 16] + words[at - 7] +
        (turn(low, 7) ^ turn(low, 18) ^ (low >>> 3)) + (turn(high, 17) ^ turn(high, 19) ^ (high >>> 10));
    }
    for (at = 0; at < 64; at++) {
      first = (s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) +
        K[at] + words[at]) | 0;
      second = ((turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22)) +
        ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]))) | 0;
      s = [(first + second) | 0, s[0], s[1], s[2], (s[3] + first) | 0, s[4], s[5], s[6]];
    }
    s.forEach(function (word, place) { state[place] = (state[place] + word) | 0; });
  }
  var subtle = window.crypto && window.crypto.subtle;
  function sha256(data) {
    if (!subtle) { return Promise.resolve(byHand(data)); }
    return subtle.digest("SHA-256", data).then(function (found) { return new Uint8Array(found); });
  }

  /* -- bytes -- */
  function joined(parts) {
    var all = new Uint8Array(parts.reduce(function (sum, part) { return sum + part.length; }, 0)), at = 0;
    parts.forEach(function (part) { all.set(part, at); at += part.length; });
    return all;
  }
  function fromHex(text) {
    return new Uint8Array((text.match(/../g) || []).map(function (two) { return parseInt(two, 16); }));
  }
  function fromBase64(text) {
    return Uint8Array.from(atob(text), function (one) { return one.charCodeAt(0); });
  }
  function hex(data) {
    return Array.from(data, function (one) { return one.toString(16).padStart(2, "0"); }).join("");
  }

  /* -- the tree: root_from_inclusion of RFC 9162, 2.1.3.2 -- */
  function half(number) { return Math.floor(number / 2); }
  function node(left, right) { return sha256(joined([new Uint8Array([1]), left, right])); }
  function rootOf(leaf, size) {
    var at = leaf.number, last = size - 1;
    return leaf.path.reduce(function (before, step) {
      return before.then(function (found) {
        if (found === null || last === 0) { return null; }
        var other = fromHex(step), left = at % 2 === 1 || at === last;
        if (left) { while (at % 2 === 0 && at !== 0) { at = half(at); last = half(last); } }
        at = half(at); last = half(last);
        return left ? node(other, found) : node(found, other);
      });
    }, sha256(joined([new Uint8Array([0]), utf8.encode(leaf.data)]))).then(function (found) {
      return found !== null && last === 0 ? hex(found) : "";
    });
  }

  /* -- the signed note -- */
  function read(note) {
    var split = note.lastIndexOf("\n\n"), text = note.slice(0, split + 1), lines = text.split("\n");
    return {
      text: text, size: Number(lines[1]), root: hex(fromBase64(lines[2])),
      signatures: note.slice(split + 2).split("\n").filter(Boolean).map(function (line) {
        var parts = line.split(" "), data = fromBase64(parts[2]);
        return {name: parts[1], hash: hex(data.slice(0, 4)), signature: data.slice(4)};
      })
    };
  }
  function holds(note, keys) {
    if (!subtle) { return Promise.resolve(null); }
    var tries = [];
    note.signatures.forEach(function (one) {
      keys.forEach(function (key) {
        if (key.name !== one.name || key.hash !== one.hash) { return; }
        tries.push(subtle.importKey("raw", fromBase64(key.public), {name: "Ed25519"}, false, ["verify"]).then(
          function (known) { return subtle.verify({name: "Ed25519"}, known, one.signature, utf8.encode(note.text)); },
          function () { return null; }
        ));
      });
    });
    return Promise.all(tries).then(function (found) {
      if (found.includes(true)) { return true; }
      return found.length && found.every(function (one) { return one === null; }) ? null : false;
    });
  }

  /* -- the page -- */
  function check(data, say) {
    var note = read(data.note), all = [];
    if (data.content) {
      all.push(sha256(utf8.encode(data.content)).then(function (found) {
        return hex(found) === data.digest ?
          say(true, "现在公开的内容，和日志里记的指纹一致。") :
          say(false, "现在公开的内容，和日志里记的指纹不一致！");
      }));
    }
    data.leaves.forEach(function (leaf) {
      all.push(rootOf(leaf, note.size).then(function (found) {
        var name = "日志第 " + (leaf.number + 1) + " 条";
        return found === note.root ?
          say(true, name + "确实在存证单盖住的日志里。") :
          say(false, name + "和存证单对不上！");
      }));
    });
    all.push(holds(note, data.keys).then(function (found) {
      if (found === null) { return say(null, "您的浏览器不会核对签名（Ed25519），只核对了指纹和位置。换新一点的浏览器可以核对签名。"); }
      return found ? say(true, "存证单的签名是真的。") : say(false, "存证单的签名不对！");
    }));
    return Promise.all(all);
  }

  var holder = document.getElementById("proof-data"), button = document.getElementById("check");
  if (!holder || !button) { return; }
  button.hidden = false;
  button.addEventListener("click", function () {
    var box = document.getElementById("checked"), list = document.createElement("ol");
    function say(good, words) {
      return {good: good, words: words};
    }
    box.textContent = "正在计算……";
    Promise.resolve().then(function () { return check(JSON.parse(holder.textContent), say); }).then(function (lines) {
      var wrong = lines.some(function (line) { return line.good === false; });
      lines.forEach(function (line) {
        var item = document.createElement("li");
        item.className = line.good === null ? "" : line.good ? "good" : "bad";
        item.textContent = (line.good === null ? "— " : line.good ? "✓ " : "✗ ") + line.words;
        list.appendChild(item);
      });
      var sum = document.createElement("p");
      sum.className = wrong ? "note warning" : "note success";
      sum.textContent = wrong ?
        "核对没有通过。请截屏保存，并打页面下方的电话告诉我们；也可以向上级政务公开部门反映。" :
        "核对通过：日志里的每一条都在，没有改动过。";
      box.replaceChildren(sum, list);
    }).catch(function () { box.textContent = "这一页的数据不完整，没有算成。请刷新再试。"; });
  });
}());
