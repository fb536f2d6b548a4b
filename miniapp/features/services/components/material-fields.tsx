import { useEffect } from 'react';
import { type Material } from '@shared/services/catalogue';
import { type PhotoList, usePhotoList } from '@miniapp/client';
import { UploadField } from '@miniapp/widgets/upload-field';

const PHOTOS_EACH = 3;

/** One field of photos per material; none has to be given now. */
export function MaterialFields({
  materials,
  onList,
}: {
  materials: readonly Material[];
  onList: (index: number, list: PhotoList) => void;
}) {
  return (
    <>
      {materials.map((material, index) => (
        <MaterialField key={material.name} material={material} onList={(list) => onList(index, list)} />
      ))}
    </>
  );
}

function MaterialField({ material, onList }: { material: Material; onList: (list: PhotoList) => void }) {
  const list = usePhotoList();
  useEffect(() => {
    onList(list);
  });
  const hint = [material.note, material.sample && `怎么拍：${material.sample}`].filter(Boolean).join('；');
  return <UploadField list={list} label={material.name} hint={hint} max={PHOTOS_EACH} addText="拍照" />;
}
