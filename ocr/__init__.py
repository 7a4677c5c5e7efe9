"""Scan to page: ingest, clean-up, engines, layout, the vote. The only room that knows cv2 and the OCR engines."""
