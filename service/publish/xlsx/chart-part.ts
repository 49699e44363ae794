import { declaration, relationshipsNamespace, type WorkbookPackage } from './parts.ts';
import { insertWorksheetChild, withRelationshipPrefix } from './worksheet-part.ts';
import { appendInside, attributeOf, escapeXml, findTag, rootPrefix } from './xml.ts';

/** Adding a native bar chart to a worksheet (ECMA-376 part 1, 21.2; drawing anchors 20.5). */

const chartType = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';
const drawingType = 'application/vnd.openxmlformats-officedocument.drawing+xml';
const chartNamespace = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const mainDrawing = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const sheetDrawing = 'http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing';

export interface BarSeries {
  /** Formula of the cell with the series' name. */
  name: string;
  categories: string;
  values: string;
  /** RGB, six hexadecimal digits. */
  colour: string;
}
export interface NewBarChart {
  title: string;
  /** Text for people who cannot see the chart. */
  description: string;
  font: string;
  ink: string;
  rule: string;
  series: readonly BarSeries[];
  /** Top left and bottom right cell, counted from 0; the second is where it ends. */
  from: { column: number; row: number };
  to: { column: number; row: number };
}

const textProperties = (chart: NewBarChart, size: number, bold: boolean): string =>
  `<a:defRPr sz="${size}" b="${bold ? 1 : 0}"><a:solidFill><a:srgbClr val="${chart.ink}"/></a:solidFill><a:latin typeface="${escapeXml(chart.font)}"/><a:ea typeface="${escapeXml(chart.font)}"/></a:defRPr>`;
const textBody = (chart: NewBarChart, size: number): string =>
  `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${textProperties(chart, size, false)}</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;
const line = (colour: string): string =>
  `<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:ln></c:spPr>`;

const seriesXml = (chart: NewBarChart, series: BarSeries, index: number): string =>
  `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:strRef><c:f>${escapeXml(series.name)}</c:f></c:strRef></c:tx>` +
  `<c:spPr><a:solidFill><a:srgbClr val="${series.colour}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>` +
  // ;;; hides the label of an empty row, which counts as 0.
  `<c:dLbls><c:numFmt formatCode="#,##0.##;-#,##0.##;" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textBody(chart, 900)}<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>` +
  `<c:cat><c:strRef><c:f>${escapeXml(series.categories)}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>${escapeXml(series.values)}</c:f></c:numRef></c:val></c:ser>`;

const chartXml = (chart: NewBarChart): string =>
  `${declaration}<c:chartSpace xmlns:c="${chartNamespace}" xmlns:a="${mainDrawing}" xmlns:r="${relationshipsNamespace}"><c:roundedCorners val="0"/><c:chart>` +
  `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${textProperties(chart, 1200, true)}</a:pPr><a:r><a:rPr lang="zh-CN" sz="1200" b="1"><a:solidFill><a:srgbClr val="${chart.ink}"/></a:solidFill><a:latin typeface="${escapeXml(chart.font)}"/><a:ea typeface="${escapeXml(chart.font)}"/></a:rPr><a:t>${escapeXml(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>` +
  `<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>` +
  chart.series.map((series, i) => seriesXml(chart, series, i)).join('') +
  `<c:gapWidth val="60"/><c:axId val="500001"/><c:axId val="500002"/></c:barChart>` +
  // The first region stands at the top, so the category axis runs backwards and the value axis crosses at its end.
  `<c:catAx><c:axId val="500001"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line(chart.rule)}${textBody(chart, 900)}<c:crossAx val="500002"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>` +
  `<c:valAx><c:axId val="500002"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="b"/><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="500001"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>` +
  `<c:spPr><a:noFill/></c:spPr></c:plotArea>${chart.series.length > 1 ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textBody(chart, 900)}</c:legend>` : ''}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>` +
  `<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr val="${chart.rule}"/></a:solidFill></a:ln></c:spPr></c:chartSpace>`;

const corner = (name: 'from' | 'to', at: { column: number; row: number }): string =>
  `<xdr:${name}><xdr:col>${at.column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${at.row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;

/** Adds a bar chart to a worksheet, in its drawing where it has one. */
export const addBarChart = (workbook: WorkbookPackage, sheetPart: string, chart: NewBarChart): void => {
  const folder = workbook.workbookPart.slice(0, workbook.workbookPart.lastIndexOf('/') + 1);
  const chartPart = workbook.freeName(`${folder}charts/chart`, '.xml');
  workbook.add(chartPart, chartXml(chart), chartType);
  let drawing = workbook.related(sheetPart, 'drawing')[0];
  if (drawing === undefined) {
    drawing = workbook.freeName(`${folder}drawings/drawing`, '.xml');
    workbook.add(
      drawing,
      `${declaration}<xdr:wsDr xmlns:xdr="${sheetDrawing}" xmlns:a="${mainDrawing}"></xdr:wsDr>`,
      drawingType,
    );
    const id = workbook.relate(sheetPart, 'drawing', drawing);
    workbook.edit(sheetPart, (text) => {
      const declared = withRelationshipPrefix(text, 'worksheet');
      return insertWorksheetChild(declared, 'drawing', `<${rootPrefix(declared)}drawing r:id="${id}"/>`);
    });
  }
  const id = workbook.relate(drawing, 'chart', chartPart);
  workbook.edit(drawing, (text) => {
    let number = 2;
    for (let tag = findTag(text, 'cNvPr'); tag; tag = findTag(text, 'cNvPr', tag.end)) {
      number = Math.max(number, Number(attributeOf(text, tag, 'id') ?? 0) + 1);
    }
    return appendInside(
      text,
      'wsDr',
      `<xdr:twoCellAnchor editAs="oneCell">${corner('from', chart.from)}${corner('to', chart.to)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${number}" name="Chart ${number}" descr="${escapeXml(chart.description)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${chartNamespace}"><c:chart xmlns:c="${chartNamespace}" xmlns:r="${relationshipsNamespace}" r:id="${id}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
    );
  });
};
