/* Photos made small enough to be kept on a phone: the long side 2,000 points, with what the camera wrote into them. */
self.kitPhotos = (() => {
  "use strict";
  const LONGEST = 2000;
  const SMALL = 1500000;
  const EXIF = 0x45786966;

  /* The camera's own words say when and where; that the picture lay on its side is over once it is drawn anew. */
  const upright = (segment) => {
    const view = new DataView(segment);
    const little = view.getUint16(10) === 0x4949;
    const start = 10 + view.getUint32(14, little);
    for (let left = view.getUint16(start, little), at = start + 2; left; left -= 1, at += 12) {
      if (view.getUint16(at, little) === 0x0112) view.setUint16(at + 8, 1, little);
    }
    return segment;
  };
  const written = async (file) => {
    const bytes = await file.slice(0, 131072).arrayBuffer();
    const view = new DataView(bytes);
    if (view.getUint16(0) !== 0xffd8) return null;
    for (let at = 2; at + 8 < view.byteLength && view.getUint8(at) === 0xff && view.getUint8(at + 1) !== 0xda;) {
      const end = at + 2 + view.getUint16(at + 2);
      if (view.getUint16(at) === 0xffe1 && view.getUint32(at + 4) === EXIF) return upright(bytes.slice(at, end));
      at = end;
    }
    return null;
  };

  /* The phone may take the file away; a copy of it stays. */
  const copy = async (file) => new Blob([await file.arrayBuffer()], { type: file.type });
  const drawn = async (file) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const ratio = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    if (ratio === 1 && file.size < SMALL) return null;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * ratio);
    canvas.height = Math.round(picture.height * ratio);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const small = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.85); });
    return small && small.size < file.size ? small : null;
  };
  /* Name and content as they are kept; what cannot be drawn here is kept as it is. */
  const kept = async (name, file) => {
    const small = /^image\/(jpeg|png|webp)$/.test(file.type) ? await drawn(file).catch(() => null) : null;
    if (!small) return { name, blob: await copy(file) };
    const words = await written(file).catch(() => null);
    const parts = words ? [small.slice(0, 2), words, small.slice(2)] : [small];
    return { name: name.replace(/\.\w+$/, ".jpg"), blob: new Blob(parts, { type: "image/jpeg" }) };
  };
  return { kept };
})();
