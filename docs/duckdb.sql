create or replace view parts as
select * from read_parquet('trials/part-*.parquet', union_by_name = true);

create or replace view plan as
select * from read_parquet('plan.parquet');

create or replace view student_t as
-- Half-widths of 95 % intervals, in standard errors, by degrees of freedom.
select cast(split_part(pair, ' ', 1) as int) as df,
  cast(split_part(pair, ' ', 2) as double) as quantile
from (select unnest(split(replace('1 12.7062047362,2 4.30265272975,3 3.18244630528,4 2.77644510520,5 2.57058183564,
6 2.44691185114,7 2.36462425159,8 2.30600413520,9 2.26215716280,10 2.22813885199,
11 2.20098516009,12 2.17881282967,13 2.16036865646,14 2.14478668792,15 2.13144954556,
16 2.11990529922,17 2.10981557783,18 2.10092204024,19 2.09302405441,20 2.08596344727,
21 2.07961384473,22 2.07387306790,23 2.06865761042,24 2.06389856163,25 2.05953855275,
26 2.05552943864,27 2.05183051648,28 2.04840714180,29 2.04522964213,30 2.04227245630,
31 2.03951344640,32 2.03693334346,33 2.03451529745,34 2.03224450932,35 2.03010792825,
36 2.02809400098,37 2.02619246303,38 2.02439416391,39 2.02269092004,40 2.02107539031,
41 2.01954097044,42 2.01808170282,43 2.01669219923,44 2.01536757444,45 2.01410338888,
46 2.01289559892,47 2.01174051373,48 2.01063475762,49 2.00957523713,50 2.00855911210,
51 2.00758377032,52 2.00664680506,53 2.00574599532,54 2.00487928819,55 2.00404478329,
56 2.00324071885,57 2.00246545929,58 2.00171748415,59 2.00099537809,60 2.00029782201,
61 1.99962358499,62 1.99897151703,63 1.99834054252,64 1.99772965432,65 1.99713790839,
66 1.99656441895,67 1.99600835403,68 1.99546893143,69 1.99494541511,70 1.99443711177,
71 1.99394336785,72 1.99346356666,73 1.99299712589,74 1.99254349518,75 1.99210215400,
76 1.99167260964,77 1.99125439539,78 1.99084706881,79 1.99045021023,80 1.99006342125,
81 1.98968632346,82 1.98931855714,83 1.98895978018,84 1.98860966698,85 1.98826790748,
86 1.98793420624,87 1.98760828159,88 1.98728986483,89 1.98697869951,90 1.98667454070,
91 1.98637715442,92 1.98608631695,93 1.98580181435,94 1.98552344187,95 1.98525100351,
96 1.98498431152,97 1.98472318601,98 1.98446745451,99 1.98421695159,100 1.98397151852,
101 1.98373100296,102 1.98349525856,103 1.98326414477,104 1.98303752648,105 1.98281527380,
106 1.98259726177,107 1.98238337018,108 1.98217348331,109 1.98196748974,110 1.98176528213,
111 1.98156675707,112 1.98137181488,113 1.98118035941,114 1.98099229798,115 1.98080754110,
116 1.98062600246,117 1.98044759868,118 1.98027224927,119 1.98009987646,120 1.97993040508,
121 1.97976376251,122 1.97959987849,123 1.97943868509,124 1.97928011660,125 1.97912410942,
126 1.97897060199,127 1.97881953470,128 1.97867084984,129 1.97852449148,130 1.97838040545,
131 1.97823853923,132 1.97809884192,133 1.97796126417,134 1.97782575809,135 1.97769227724,
136 1.97756077656,137 1.97743121231,138 1.97730354203,139 1.97717772449,140 1.97705371966,
141 1.97693148863,142 1.97681099363,143 1.97669219793,144 1.97657506583,145 1.97645956263,
146 1.97634565459,147 1.97623330890,148 1.97612249361,149 1.97601317769,150 1.97590533090,
151 1.97579892382,152 1.97569392782,153 1.97559031501,154 1.97548805823,155 1.97538713106,
156 1.97528750770,157 1.97518916308,158 1.97509207271,159 1.97499621277,160 1.97490156000,
161 1.97480809175,162 1.97471578592,163 1.97462462097,164 1.97453457586,165 1.97444563009,
166 1.97435776366,167 1.97427095703,168 1.97418519114,169 1.97410044740,170 1.97401670763,
171 1.97393395410,172 1.97385216949,173 1.97377133689,174 1.97369143976,175 1.97361246195,
176 1.97353438771,177 1.97345720159,178 1.97338088855,179 1.97330543384,180 1.97323082307,
181 1.97315704216,182 1.97308407734,183 1.97301191514,184 1.97294054239,185 1.97286994621,
186 1.97280011400,187 1.97273103341,188 1.97266269238,189 1.97259507910,190 1.97252818200,
191 1.97246198977,192 1.97239649132,193 1.97233167580,194 1.97226753258,195 1.97220405127,
196 1.97214122166,197 1.97207903378,198 1.97201747784,199 1.97195654425,200 1.97189622363,
201 1.97183650678,202 1.97177738467,203 1.97171884846,204 1.97166088949,205 1.97160349926,
206 1.97154666945,207 1.97149039187,208 1.97143465852,209 1.97137946155,210 1.97132479324,
211 1.97127064605,212 1.97121701255,213 1.97116388547,214 1.97111125766,215 1.97105912213,
216 1.97100747200,217 1.97095630053,218 1.97090560108,219 1.97085536716,220 1.97080559238,
221 1.97075627049,222 1.97070739532,223 1.97065896084,224 1.97061096110,225 1.97056339029,
226 1.97051624268,227 1.97046951265,228 1.97042319467,229 1.97037728333,230 1.97033177328,
231 1.97028665928,232 1.97024193620,233 1.97019759897,234 1.97015364262,235 1.97011006227,
236 1.97006685310,237 1.97002401040,238 1.96998152953,239 1.96993940592,240 1.96989763508,
241 1.96985621260,242 1.96981513414,243 1.96977439543,244 1.96973399227,245 1.96969392054,
246 1.96965417618,247 1.96961475518,248 1.96957565363,249 1.96953686764,250 1.96949839342,
251 1.96946022722,252 1.96942236537,253 1.96938480422,254 1.96934754022,255 1.96931056985,
256 1.96927388966,257 1.96923749623,258 1.96920138623,259 1.96916555636,260 1.96913000336,
261 1.96909472404,262 1.96905971526,263 1.96902497390,264 1.96899049693,265 1.96895628133,
266 1.96892232414,267 1.96888862245,268 1.96885517338,269 1.96882197410,270 1.96878902183,
271 1.96875631382,272 1.96872384737,273 1.96869161980,274 1.96865962849,275 1.96862787085,
276 1.96859634433,277 1.96856504642,278 1.96853397464,279 1.96850312655,280 1.96847249974,
281 1.96844209183,282 1.96841190050,283 1.96838192343,284 1.96835215836,285 1.96832260303,
286 1.96829325524,287 1.96826411282,288 1.96823517361,289 1.96820643550,290 1.96817789640,
291 1.96814955425,292 1.96812140701,293 1.96809345268,294 1.96806568929,295 1.96803811489,
296 1.96801072755,297 1.96798352538,298 1.96795650650,299 1.96792966907,300 1.96790301126,
301 1.96787653129,302 1.96785022737,303 1.96782409775,304 1.96779814072,305 1.96777235456,
306 1.96774673759,307 1.96772128816,308 1.96769600462,309 1.96767088536,310 1.96764592878,
311 1.96762113331,312 1.96759649739,313 1.96757201949,314 1.96754769809,315 1.96752353169,
316 1.96749951882,317 1.96747565803,318 1.96745194786,319 1.96742838690,320 1.96740497375,
321 1.96738170701,322 1.96735858532,323 1.96733560733,324 1.96731277170,325 1.96729007711,
326 1.96726752226,327 1.96724510586,328 1.96722282665,329 1.96720068336,330 1.96717867475,
331 1.96715679961,332 1.96713505672,333 1.96711344488,334 1.96709196292,335 1.96707060966,
336 1.96704938396,337 1.96702828467,338 1.96700731067,339 1.96698646084,340 1.96696573409,
341 1.96694512933,342 1.96692464548,343 1.96690428149,344 1.96688403630,345 1.96686390888,
346 1.96684389821,347 1.96682400326,348 1.96680422305,349 1.96678455657,350 1.96676500286,
351 1.96674556095,352 1.96672622987,353 1.96670700869,354 1.96668789646,355 1.96666889228,
356 1.96664999521,357 1.96663120437,358 1.96661251885,359 1.96659393777,360 1.96657546026,
361 1.96655708546,362 1.96653881251,363 1.96652064057,364 1.96650256880,365 1.96648459638,
366 1.96646672248,367 1.96644894631,368 1.96643126706,369 1.96641368395,370 1.96639619618,
371 1.96637880299,372 1.96636150361,373 1.96634429728,374 1.96632718326,375 1.96631016080,
376 1.96629322918,377 1.96627638766,378 1.96625963553,379 1.96624297208,380 1.96622639661,
381 1.96620990842,382 1.96619350683,383 1.96617719115,384 1.96616096071,385 1.96614481484,
386 1.96612875289,387 1.96611277421,388 1.96609687814,389 1.96608106405,390 1.96606533130,
391 1.96604967927,392 1.96603410735,393 1.96601861491,394 1.96600320135,395 1.96598786607,
396 1.96597260847,397 1.96595742797,398 1.96594232398,399 1.96592729592,400 1.96591234323,
401 1.96589746534,402 1.96588266168,403 1.96586793171,404 1.96585327488,405 1.96583869064,
406 1.96582417845,407 1.96580973778,408 1.96579536811,409 1.96578106891,410 1.96576683966,
411 1.96575267986,412 1.96573858899,413 1.96572456656,414 1.96571061206,415 1.96569672501,
416 1.96568290491,417 1.96566915128,418 1.96565546365,419 1.96564184154,420 1.96562828448,
421 1.96561479201,422 1.96560136366,423 1.96558799898,424 1.96557469752,425 1.96556145883,
426 1.96554828247,427 1.96553516800,428 1.96552211497,429 1.96550912298,430 1.96549619157,
431 1.96548332034,432 1.96547050886,433 1.96545775672,434 1.96544506351,435 1.96543242881,
436 1.96541985224,437 1.96540733337,438 1.96539487183,439 1.96538246721,440 1.96537011913,
441 1.96535782720,442 1.96534559104,443 1.96533341028,444 1.96532128452,445 1.96530921341,
446 1.96529719658,447 1.96528523365,448 1.96527332428,449 1.96526146809,450 1.96524966474,
451 1.96523791386,452 1.96522621512,453 1.96521456817,454 1.96520297266,455 1.96519142825,
456 1.96517993460,457 1.96516849139,458 1.96515709828,459 1.96514575494,460 1.96513446104,
461 1.96512321627,462 1.96511202031,463 1.96510087283,464 1.96508977352,465 1.96507872208,
466 1.96506771819,467 1.96505676154,468 1.96504585184,469 1.96503498877,470 1.96502417205,
471 1.96501340138,472 1.96500267646,473 1.96499199701,474 1.96498136272,475 1.96497077333,
476 1.96496022854,477 1.96494972807,478 1.96493927165,479 1.96492885900,480 1.96491848984,
481 1.96490816390,482 1.96489788091,483 1.96488764061,484 1.96487744273,485 1.96486728700,
486 1.96485717317,487 1.96484710098,488 1.96483707017,489 1.96482708048,490 1.96481713166,
491 1.96480722347,492 1.96479735565,493 1.96478752797,494 1.96477774016,495 1.96476799200,
496 1.96475828324,497 1.96474861364,498 1.96473898297,499 1.96472939099,500 1.96471983747,
501 1.96471032218,502 1.96470084488,503 1.96469140536,504 1.96468200339,505 1.96467263874,
506 1.96466331119,507 1.96465402052,508 1.96464476652,509 1.96463554896,510 1.96462636764,
511 1.96461722233,512 1.96460811283,513 1.96459903893,514 1.96459000041,515 1.96458099708,
516 1.96457202873,517 1.96456309514,518 1.96455419613,519 1.96454533150,520 1.96453650103,
521 1.96452770454,522 1.96451894183,523 1.96451021271,524 1.96450151698,525 1.96449285445,
526 1.96448422493,527 1.96447562824,528 1.96446706418,529 1.96445853257,530 1.96445003324,
531 1.96444156598,532 1.96443313063,533 1.96442472700,534 1.96441635492,535 1.96440801420,
536 1.96439970468,537 1.96439142617,538 1.96438317850,539 1.96437496151,540 1.96436677501,
541 1.96435861885,542 1.96435049285,543 1.96434239684,544 1.96433433067,545 1.96432629416,
546 1.96431828715,547 1.96431030948,548 1.96430236099,549 1.96429444152,550 1.96428655091,
551 1.96427868901,552 1.96427085564,553 1.96426305068,554 1.96425527394,555 1.96424752530,
556 1.96423980458,557 1.96423211165,558 1.96422444635,559 1.96421680853,560 1.96420919805,
561 1.96420161476,562 1.96419405851,563 1.96418652916,564 1.96417902657,565 1.96417155059,
566 1.96416410108,567 1.96415667791,568 1.96414928093,569 1.96414191000,570 1.96413456499,
571 1.96412724576,572 1.96411995218,573 1.96411268410,574 1.96410544141,575 1.96409822395,
576 1.96409103161,577 1.96408386425,578 1.96407672174,579 1.96406960396,580 1.96406251077,
581 1.96405544205,582 1.96404839766,583 1.96404137750,584 1.96403438142,585 1.96402740931,
586 1.96402046104,587 1.96401353650,588 1.96400663556,589 1.96399975809,590 1.96399290399,
591 1.96398607313,592 1.96397926539,593 1.96397248066,594 1.96396571882,595 1.96395897975,
596 1.96395226335,597 1.96394556949,598 1.96393889806,599 1.96393224895,600 1.96392562204,
601 1.96391901724,602 1.96391243442,603 1.96390587347,604 1.96389933430,605 1.96389281678,
606 1.96388632082,607 1.96387984630,608 1.96387339312,609 1.96386696118,610 1.96386055036,
611 1.96385416058,612 1.96384779171,613 1.96384144366,614 1.96383511633,615 1.96382880962,
616 1.96382252342,617 1.96381625764,618 1.96381001218,619 1.96380378693,620 1.96379758180,
621 1.96379139670,622 1.96378523152,623 1.96377908617,624 1.96377296056,625 1.96376685458,
626 1.96376076815,627 1.96375470118,628 1.96374865356,629 1.96374262520,630 1.96373661602,
631 1.96373062592,632 1.96372465482,633 1.96371870261,634 1.96371276922,635 1.96370685455,
636 1.96370095851,637 1.96369508102,638 1.96368922199,639 1.96368338133,640 1.96367755896,
641 1.96367175479,642 1.96366596873,643 1.96366020071,644 1.96365445063,645 1.96364871841,
646 1.96364300397,647 1.96363730723,648 1.96363162811,649 1.96362596651,650 1.96362032237,
651 1.96361469560,652 1.96360908613,653 1.96360349386,654 1.96359791873,655 1.96359236065,
656 1.96358681955,657 1.96358129534,658 1.96357578796,659 1.96357029732,660 1.96356482335,
661 1.96355936598,662 1.96355392512,663 1.96354850070,664 1.96354309265,665 1.96353770089,
666 1.96353232536,667 1.96352696597,668 1.96352162265,669 1.96351629534,670 1.96351098396,
671 1.96350568844,672 1.96350040871,673 1.96349514469,674 1.96348989633,675 1.96348466354,
676 1.96347944626,677 1.96347424442,678 1.96346905795,679 1.96346388679,680 1.96345873086,
681 1.96345359010,682 1.96344846444,683 1.96344335382,684 1.96343825816,685 1.96343317741,
686 1.96342811150,687 1.96342306036,688 1.96341802393,689 1.96341300215,690 1.96340799495,
691 1.96340300226,692 1.96339802403,693 1.96339306019,694 1.96338811068,695 1.96338317544,
696 1.96337825440,697 1.96337334751,698 1.96336845471,699 1.96336357592,700 1.96335871110,
701 1.96335386018,702 1.96334902311,703 1.96334419982,704 1.96333939025,705 1.96333459436,
706 1.96332981207,707 1.96332504333,708 1.96332028809,709 1.96331554628,710 1.96331081786,
711 1.96330610275,712 1.96330140092,713 1.96329671229,714 1.96329203682,715 1.96328737445,
716 1.96328272512,717 1.96327808879,718 1.96327346539,719 1.96326885487,720 1.96326425718,
721 1.96325967227,722 1.96325510007,723 1.96325054055,724 1.96324599364,725 1.96324145930,
726 1.96323693746,727 1.96323242809,728 1.96322793113,729 1.96322344652,730 1.96321897422,
731 1.96321451418,732 1.96321006634,733 1.96320563066,734 1.96320120708,735 1.96319679556,
736 1.96319239605,737 1.96318800849,738 1.96318363285,739 1.96317926906,740 1.96317491709,
741 1.96317057689,742 1.96316624840,743 1.96316193158,744 1.96315762638,745 1.96315333277,
746 1.96314905068,747 1.96314478007,748 1.96314052090,749 1.96313627312,750 1.96313203669,
751 1.96312781155,752 1.96312359767,753 1.96311939500,754 1.96311520350,755 1.96311102312,
756 1.96310685381,757 1.96310269554,758 1.96309854825,759 1.96309441191,760 1.96309028648,
761 1.96308617190,762 1.96308206814,763 1.96307797515,764 1.96307389289,765 1.96306982133,
766 1.96306576041,767 1.96306171009,768 1.96305767034,769 1.96305364111,770 1.96304962237,
771 1.96304561406,772 1.96304161616,773 1.96303762861,774 1.96303365139,775 1.96302968444,
776 1.96302572773,777 1.96302178123,778 1.96301784488,779 1.96301391866,780 1.96301000252,
781 1.96300609642,782 1.96300220033,783 1.96299831420,784 1.96299443801,785 1.96299057170,
786 1.96298671525,787 1.96298286861,788 1.96297903175,789 1.96297520463,790 1.96297138721,
791 1.96296757946,792 1.96296378134,793 1.96295999282,794 1.96295621385,795 1.96295244440,
796 1.96294868444,797 1.96294493393,798 1.96294119283,799 1.96293746111,800 1.96293373873,
801 1.96293002566,802 1.96292632186,803 1.96292262730,804 1.96291894195,805 1.96291526577,
806 1.96291159872,807 1.96290794077,808 1.96290429189,809 1.96290065205,810 1.96289702120,
811 1.96289339932,812 1.96288978638,813 1.96288618234,814 1.96288258716,815 1.96287900082,
816 1.96287542329,817 1.96287185452,818 1.96286829449,819 1.96286474317,820 1.96286120052,
821 1.96285766652,822 1.96285414112,823 1.96285062431,824 1.96284711604,825 1.96284361630,
826 1.96284012503,827 1.96283664223,828 1.96283316784,829 1.96282970186,830 1.96282624423,
831 1.96282279494,832 1.96281935395,833 1.96281592124,834 1.96281249677,835 1.96280908051,
836 1.96280567244,837 1.96280227252,838 1.96279888073,839 1.96279549704,840 1.96279212141,
841 1.96278875382,842 1.96278539425,843 1.96278204265,844 1.96277869901,845 1.96277536329,
846 1.96277203547,847 1.96276871552,848 1.96276540341,849 1.96276209912,850 1.96275880261,
851 1.96275551385,852 1.96275223283,853 1.96274895952,854 1.96274569387,855 1.96274243588,
856 1.96273918551,857 1.96273594274,858 1.96273270754,859 1.96272947987,860 1.96272625973,
861 1.96272304708,862 1.96271984189,863 1.96271664414,864 1.96271345380,865 1.96271027084,
866 1.96270709525,867 1.96270392700,868 1.96270076605,869 1.96269761239,870 1.96269446599,
871 1.96269132682,872 1.96268819487,873 1.96268507009,874 1.96268195248,875 1.96267884201,
876 1.96267573864,877 1.96267264236,878 1.96266955315,879 1.96266647097,880 1.96266339581,
881 1.96266032764,882 1.96265726643,883 1.96265421217,884 1.96265116483,885 1.96264812438,
886 1.96264509081,887 1.96264206408,888 1.96263904418,889 1.96263603109,890 1.96263302477,
891 1.96263002521,892 1.96262703239,893 1.96262404628,894 1.96262106685,895 1.96261809410,
896 1.96261512798,897 1.96261216849,898 1.96260921560,899 1.96260626929,900 1.96260332954,
901 1.96260039632,902 1.96259746961,903 1.96259454939,904 1.96259163564,905 1.96258872834,
906 1.96258582746,907 1.96258293299,908 1.96258004490,909 1.96257716318,910 1.96257428780,
911 1.96257141874,912 1.96256855598,913 1.96256569949,914 1.96256284927,915 1.96256000529,
916 1.96255716752,917 1.96255433595,918 1.96255151056,919 1.96254869132,920 1.96254587822,
921 1.96254307124,922 1.96254027035,923 1.96253747554,924 1.96253468679,925 1.96253190407,
926 1.96252912738,927 1.96252635668,928 1.96252359196,929 1.96252083320,930 1.96251808038,
931 1.96251533348,932 1.96251259249,933 1.96250985737,934 1.96250712813,935 1.96250440472,
936 1.96250168715,937 1.96249897538,938 1.96249626940,939 1.96249356919,940 1.96249087473,
941 1.96248818601,942 1.96248550301,943 1.96248282570,944 1.96248015407,945 1.96247748810,
946 1.96247482778,947 1.96247217308,948 1.96246952399,949 1.96246688049,950 1.96246424256,
951 1.96246161018,952 1.96245898334,953 1.96245636203,954 1.96245374621,955 1.96245113588,
956 1.96244853102,957 1.96244593161,958 1.96244333763,959 1.96244074907,960 1.96243816590,
961 1.96243558812,962 1.96243301571,963 1.96243044864,964 1.96242788691,965 1.96242533049,
966 1.96242277938,967 1.96242023354,968 1.96241769297,969 1.96241515766,970 1.96241262757,
971 1.96241010271,972 1.96240758304,973 1.96240506856,974 1.96240255925,975 1.96240005509,
976 1.96239755608,977 1.96239506218,978 1.96239257339,979 1.96239008969,980 1.96238761106,
981 1.96238513750,982 1.96238266898,983 1.96238020548,984 1.96237774700,985 1.96237529352,
986 1.96237284502,987 1.96237040149,988 1.96236796291,989 1.96236552927,990 1.96236310055,
991 1.96236067674,992 1.96235825782,993 1.96235584377,994 1.96235343459,995 1.96235103026,
996 1.96234863077,997 1.96234623609,998 1.96234384622,999 1.96234146113,1000 1.96233908083', '
', ''), ',')) as pair) as pairs;

create or replace view recorded as
-- What was recorded for the plan with its measurement: superseded rows are left out, copies are
-- not. The architecture's name is the plan's: it is a label that a study may change.
select parts.trial_id,
    parts.study,
    parts.plan_digest,
    parts.status,
    parts.failure_step,
    parts.failure_class,
    parts.failure_message,
    parts.failure_stack_hash,
    parts.failure_timeout,
    parts.engine,
    parts.contract,
    plan.architecture,
    parts.architecture_layers,
    parts.latent,
    parts.likelihood,
    parts.encoder_variance,
    parts.encoder_variance_mode,
    parts.kl_weight,
    parts.input_noise,
    parts.noise_target,
    parts.replicate,
    parts.seed,
    parts.epochs,
    parts.batch,
    parts.learning_rate,
    parts.steps,
    parts.data_digest,
    parts.features,
    parts.training_samples,
    parts.test_samples,
    parts.weights_digest,
    parts.measurement,
    parts.row_digest,
    parts.training_loss,
    parts.test_elbo,
    parts.test_reconstruction,
    parts.test_kl,
    parts.posterior_variance,
    parts.posterior_variance_theory,
    parts.decoder_high_frequency_share,
    parts.decoder_high_frequency_share_scaled,
    parts.encoder_high_frequency_share,
    parts.encoder_high_frequency_share_scaled,
    parts.encoder_high_frequency_share_chord,
    parts.reconstruct_high_frequency_share,
    parts.reconstruct_high_frequency_share_chord,
    parts.encoder_log_variance_high_frequency_share,
    parts.encoder_log_variance_high_frequency_share_chord,
    parts.decoder_centroid,
    parts.decoder_centroid_scaled,
    parts.encoder_centroid,
    parts.encoder_centroid_scaled,
    parts.encoder_centroid_chord,
    parts.reconstruct_centroid,
    parts.reconstruct_centroid_chord,
    parts.encoder_log_variance_centroid,
    parts.encoder_log_variance_centroid_chord,
    parts.decoder_bandwidth,
    parts.decoder_bandwidth_scaled,
    parts.encoder_bandwidth,
    parts.encoder_bandwidth_scaled,
    parts.encoder_bandwidth_chord,
    parts.reconstruct_bandwidth,
    parts.reconstruct_bandwidth_chord,
    parts.encoder_log_variance_bandwidth,
    parts.encoder_log_variance_bandwidth_chord,
    parts.decoder_decay_rate,
    parts.decoder_decay_rate_scaled,
    parts.encoder_decay_rate,
    parts.encoder_decay_rate_scaled,
    parts.encoder_decay_rate_chord,
    parts.reconstruct_decay_rate,
    parts.reconstruct_decay_rate_chord,
    parts.encoder_log_variance_decay_rate,
    parts.encoder_log_variance_decay_rate_chord,
    parts.decoder_mean_hermite_degree,
    parts.decoder_mean_hermite_degree_theory,
    parts.decoder_mean_hermite_degree_scaled,
    parts.encoder_mean_hermite_degree,
    parts.encoder_mean_hermite_degree_theory,
    parts.reconstruct_mean_hermite_degree,
    parts.reconstruct_mean_hermite_degree_theory,
    parts.encoder_log_variance_mean_hermite_degree,
    parts.decoder_filter_split,
    parts.decoder_filter_split_scaled,
    parts.encoder_filter_split,
    parts.reconstruct_filter_split,
    parts.encoder_log_variance_filter_split,
    parts.decoder_filter_split_noise,
    parts.encoder_lipschitz_lower,
    parts.encoder_lipschitz_lower_theory,
    parts.encoder_lipschitz_pattern,
    parts.encoder_lipschitz_upper,
    parts.encoder_lipschitz_certificate,
    parts.encoder_lipschitz_product,
    parts.encoder_lipschitz_combettes_pesquet,
    parts.encoder_lipschitz_eclipse_fast,
    parts.encoder_lipschitz_semidefinite,
    parts.encoder_lipschitz_semidefinite_gap,
    parts.encoder_lipschitz_semidefinite_steps,
    parts.decoder_lipschitz_lower,
    parts.decoder_lipschitz_lower_theory,
    parts.decoder_lipschitz_pattern,
    parts.decoder_lipschitz_upper,
    parts.decoder_lipschitz_certificate,
    parts.decoder_lipschitz_product,
    parts.decoder_lipschitz_combettes_pesquet,
    parts.decoder_lipschitz_eclipse_fast,
    parts.decoder_lipschitz_semidefinite,
    parts.decoder_lipschitz_semidefinite_gap,
    parts.decoder_lipschitz_semidefinite_steps,
    parts.reconstruct_lipschitz_lower,
    parts.reconstruct_lipschitz_lower_theory,
    parts.reconstruct_lipschitz_pattern,
    parts.reconstruct_lipschitz_upper,
    parts.reconstruct_lipschitz_certificate,
    parts.reconstruct_lipschitz_product,
    parts.reconstruct_lipschitz_combettes_pesquet,
    parts.reconstruct_lipschitz_eclipse_fast,
    parts.reconstruct_lipschitz_semidefinite,
    parts.reconstruct_lipschitz_semidefinite_gap,
    parts.reconstruct_lipschitz_semidefinite_steps,
    parts.decoder_lipschitz_lower_local,
    parts.decoder_lipschitz_upper_local,
    parts.decoder_lipschitz_local_pieces,
    parts.decoder_lipschitz_local_centre,
    parts.decoder_lipschitz_local_radius,
    parts.decoder_lipschitz_local_witness,
    parts.encoder_stability,
    parts.encoder_stability_theory,
    parts.encoder_stability_first_order,
    parts.encoder_stability_divergence,
    parts.encoder_stability_divergence_theory,
    parts.reconstruct_stability,
    parts.reconstruct_stability_theory,
    parts.reconstruct_stability_first_order,
    parts.reconstruct_damage,
    parts.reconstruct_damage_theory,
    parts.reconstruct_damage_sampled,
    parts.reconstruct_likelihood_loss,
    parts.reconstruct_likelihood_loss_relative,
    parts.reconstruct_damage_box,
    parts.reconstruct_damage_sampled_box,
    parts.reconstruct_likelihood_loss_box,
    parts.reconstruct_likelihood_loss_relative_box,
    parts.reconstruct_margin,
    parts.reconstruct_margin_exhausted,
    parts.reconstruct_margin_bound,
    parts.reconstruct_margin_certified_moment,
    parts.reconstruct_margin_certified_tail,
    parts.encoder_target_divergence,
    parts.encoder_target_divergence_before,
    parts.curve,
    parts.spectra,
    parts.frequency_measures,
    parts.noise_stability,
    parts.modes,
    parts.layers,
    parts.witnesses,
    parts.input_noise_stability,
    parts.damages,
    parts.margins,
    parts.provenance
from parts
join plan on parts.trial_id = plan.trial_id and parts.measurement = plan.measurement;

create or replace view trials as
-- One row per trial of the plan. Equal copies are shown once; copies that differ are all shown, so
-- that count(*) tells. An attempt that reached its time is shown only where no other attempt ended.
select trial_id,
    study,
    plan_digest,
    status,
    failure_step,
    failure_class,
    failure_message,
    failure_stack_hash,
    failure_timeout,
    engine,
    contract,
    architecture,
    architecture_layers,
    latent,
    likelihood,
    encoder_variance,
    encoder_variance_mode,
    kl_weight,
    input_noise,
    noise_target,
    replicate,
    seed,
    epochs,
    batch,
    learning_rate,
    steps,
    data_digest,
    features,
    training_samples,
    test_samples,
    weights_digest,
    measurement,
    row_digest,
    training_loss,
    test_elbo,
    test_reconstruction,
    test_kl,
    posterior_variance,
    posterior_variance_theory,
    decoder_high_frequency_share,
    decoder_high_frequency_share_scaled,
    encoder_high_frequency_share,
    encoder_high_frequency_share_scaled,
    encoder_high_frequency_share_chord,
    reconstruct_high_frequency_share,
    reconstruct_high_frequency_share_chord,
    encoder_log_variance_high_frequency_share,
    encoder_log_variance_high_frequency_share_chord,
    decoder_centroid,
    decoder_centroid_scaled,
    encoder_centroid,
    encoder_centroid_scaled,
    encoder_centroid_chord,
    reconstruct_centroid,
    reconstruct_centroid_chord,
    encoder_log_variance_centroid,
    encoder_log_variance_centroid_chord,
    decoder_bandwidth,
    decoder_bandwidth_scaled,
    encoder_bandwidth,
    encoder_bandwidth_scaled,
    encoder_bandwidth_chord,
    reconstruct_bandwidth,
    reconstruct_bandwidth_chord,
    encoder_log_variance_bandwidth,
    encoder_log_variance_bandwidth_chord,
    decoder_decay_rate,
    decoder_decay_rate_scaled,
    encoder_decay_rate,
    encoder_decay_rate_scaled,
    encoder_decay_rate_chord,
    reconstruct_decay_rate,
    reconstruct_decay_rate_chord,
    encoder_log_variance_decay_rate,
    encoder_log_variance_decay_rate_chord,
    decoder_mean_hermite_degree,
    decoder_mean_hermite_degree_theory,
    decoder_mean_hermite_degree_scaled,
    encoder_mean_hermite_degree,
    encoder_mean_hermite_degree_theory,
    reconstruct_mean_hermite_degree,
    reconstruct_mean_hermite_degree_theory,
    encoder_log_variance_mean_hermite_degree,
    decoder_filter_split,
    decoder_filter_split_scaled,
    encoder_filter_split,
    reconstruct_filter_split,
    encoder_log_variance_filter_split,
    decoder_filter_split_noise,
    encoder_lipschitz_lower,
    encoder_lipschitz_lower_theory,
    encoder_lipschitz_pattern,
    encoder_lipschitz_upper,
    encoder_lipschitz_certificate,
    encoder_lipschitz_product,
    encoder_lipschitz_combettes_pesquet,
    encoder_lipschitz_eclipse_fast,
    encoder_lipschitz_semidefinite,
    encoder_lipschitz_semidefinite_gap,
    encoder_lipschitz_semidefinite_steps,
    decoder_lipschitz_lower,
    decoder_lipschitz_lower_theory,
    decoder_lipschitz_pattern,
    decoder_lipschitz_upper,
    decoder_lipschitz_certificate,
    decoder_lipschitz_product,
    decoder_lipschitz_combettes_pesquet,
    decoder_lipschitz_eclipse_fast,
    decoder_lipschitz_semidefinite,
    decoder_lipschitz_semidefinite_gap,
    decoder_lipschitz_semidefinite_steps,
    reconstruct_lipschitz_lower,
    reconstruct_lipschitz_lower_theory,
    reconstruct_lipschitz_pattern,
    reconstruct_lipschitz_upper,
    reconstruct_lipschitz_certificate,
    reconstruct_lipschitz_product,
    reconstruct_lipschitz_combettes_pesquet,
    reconstruct_lipschitz_eclipse_fast,
    reconstruct_lipschitz_semidefinite,
    reconstruct_lipschitz_semidefinite_gap,
    reconstruct_lipschitz_semidefinite_steps,
    decoder_lipschitz_lower_local,
    decoder_lipschitz_upper_local,
    decoder_lipschitz_local_pieces,
    decoder_lipschitz_local_centre,
    decoder_lipschitz_local_radius,
    decoder_lipschitz_local_witness,
    encoder_stability,
    encoder_stability_theory,
    encoder_stability_first_order,
    encoder_stability_divergence,
    encoder_stability_divergence_theory,
    reconstruct_stability,
    reconstruct_stability_theory,
    reconstruct_stability_first_order,
    reconstruct_damage,
    reconstruct_damage_theory,
    reconstruct_damage_sampled,
    reconstruct_likelihood_loss,
    reconstruct_likelihood_loss_relative,
    reconstruct_damage_box,
    reconstruct_damage_sampled_box,
    reconstruct_likelihood_loss_box,
    reconstruct_likelihood_loss_relative_box,
    reconstruct_margin,
    reconstruct_margin_exhausted,
    reconstruct_margin_bound,
    reconstruct_margin_certified_moment,
    reconstruct_margin_certified_tail,
    encoder_target_divergence,
    encoder_target_divergence_before,
    curve,
    spectra,
    frequency_measures,
    noise_stability,
    modes,
    layers,
    witnesses,
    input_noise_stability,
    damages,
    margins,
    provenance
from (
  select trial_id,
    study,
    plan_digest,
    status,
    failure_step,
    failure_class,
    failure_message,
    failure_stack_hash,
    failure_timeout,
    engine,
    contract,
    architecture,
    architecture_layers,
    latent,
    likelihood,
    encoder_variance,
    encoder_variance_mode,
    kl_weight,
    input_noise,
    noise_target,
    replicate,
    seed,
    epochs,
    batch,
    learning_rate,
    steps,
    data_digest,
    features,
    training_samples,
    test_samples,
    weights_digest,
    measurement,
    row_digest,
    training_loss,
    test_elbo,
    test_reconstruction,
    test_kl,
    posterior_variance,
    posterior_variance_theory,
    decoder_high_frequency_share,
    decoder_high_frequency_share_scaled,
    encoder_high_frequency_share,
    encoder_high_frequency_share_scaled,
    encoder_high_frequency_share_chord,
    reconstruct_high_frequency_share,
    reconstruct_high_frequency_share_chord,
    encoder_log_variance_high_frequency_share,
    encoder_log_variance_high_frequency_share_chord,
    decoder_centroid,
    decoder_centroid_scaled,
    encoder_centroid,
    encoder_centroid_scaled,
    encoder_centroid_chord,
    reconstruct_centroid,
    reconstruct_centroid_chord,
    encoder_log_variance_centroid,
    encoder_log_variance_centroid_chord,
    decoder_bandwidth,
    decoder_bandwidth_scaled,
    encoder_bandwidth,
    encoder_bandwidth_scaled,
    encoder_bandwidth_chord,
    reconstruct_bandwidth,
    reconstruct_bandwidth_chord,
    encoder_log_variance_bandwidth,
    encoder_log_variance_bandwidth_chord,
    decoder_decay_rate,
    decoder_decay_rate_scaled,
    encoder_decay_rate,
    encoder_decay_rate_scaled,
    encoder_decay_rate_chord,
    reconstruct_decay_rate,
    reconstruct_decay_rate_chord,
    encoder_log_variance_decay_rate,
    encoder_log_variance_decay_rate_chord,
    decoder_mean_hermite_degree,
    decoder_mean_hermite_degree_theory,
    decoder_mean_hermite_degree_scaled,
    encoder_mean_hermite_degree,
    encoder_mean_hermite_degree_theory,
    reconstruct_mean_hermite_degree,
    reconstruct_mean_hermite_degree_theory,
    encoder_log_variance_mean_hermite_degree,
    decoder_filter_split,
    decoder_filter_split_scaled,
    encoder_filter_split,
    reconstruct_filter_split,
    encoder_log_variance_filter_split,
    decoder_filter_split_noise,
    encoder_lipschitz_lower,
    encoder_lipschitz_lower_theory,
    encoder_lipschitz_pattern,
    encoder_lipschitz_upper,
    encoder_lipschitz_certificate,
    encoder_lipschitz_product,
    encoder_lipschitz_combettes_pesquet,
    encoder_lipschitz_eclipse_fast,
    encoder_lipschitz_semidefinite,
    encoder_lipschitz_semidefinite_gap,
    encoder_lipschitz_semidefinite_steps,
    decoder_lipschitz_lower,
    decoder_lipschitz_lower_theory,
    decoder_lipschitz_pattern,
    decoder_lipschitz_upper,
    decoder_lipschitz_certificate,
    decoder_lipschitz_product,
    decoder_lipschitz_combettes_pesquet,
    decoder_lipschitz_eclipse_fast,
    decoder_lipschitz_semidefinite,
    decoder_lipschitz_semidefinite_gap,
    decoder_lipschitz_semidefinite_steps,
    reconstruct_lipschitz_lower,
    reconstruct_lipschitz_lower_theory,
    reconstruct_lipschitz_pattern,
    reconstruct_lipschitz_upper,
    reconstruct_lipschitz_certificate,
    reconstruct_lipschitz_product,
    reconstruct_lipschitz_combettes_pesquet,
    reconstruct_lipschitz_eclipse_fast,
    reconstruct_lipschitz_semidefinite,
    reconstruct_lipschitz_semidefinite_gap,
    reconstruct_lipschitz_semidefinite_steps,
    decoder_lipschitz_lower_local,
    decoder_lipschitz_upper_local,
    decoder_lipschitz_local_pieces,
    decoder_lipschitz_local_centre,
    decoder_lipschitz_local_radius,
    decoder_lipschitz_local_witness,
    encoder_stability,
    encoder_stability_theory,
    encoder_stability_first_order,
    encoder_stability_divergence,
    encoder_stability_divergence_theory,
    reconstruct_stability,
    reconstruct_stability_theory,
    reconstruct_stability_first_order,
    reconstruct_damage,
    reconstruct_damage_theory,
    reconstruct_damage_sampled,
    reconstruct_likelihood_loss,
    reconstruct_likelihood_loss_relative,
    reconstruct_damage_box,
    reconstruct_damage_sampled_box,
    reconstruct_likelihood_loss_box,
    reconstruct_likelihood_loss_relative_box,
    reconstruct_margin,
    reconstruct_margin_exhausted,
    reconstruct_margin_bound,
    reconstruct_margin_certified_moment,
    reconstruct_margin_certified_tail,
    encoder_target_divergence,
    encoder_target_divergence_before,
    curve,
    spectra,
    frequency_measures,
    noise_stability,
    modes,
    layers,
    witnesses,
    input_noise_stability,
    damages,
    margins,
    provenance,
    row_number() over (
      partition by trial_id, case when status = 'timeout' then '' else row_digest end
      order by plan_digest, provenance.finished_at, provenance.host) as copy,
    count(case when status <> 'timeout' then 1 end) over (partition by trial_id) as ended
  from recorded
) as copies
where copy = 1 and (status <> 'timeout' or ended = 0);

create or replace view curves as
-- One row per trial and item of the column curve.
select trial_id, item.epoch, item.step, item.training_loss, item.test_elbo, item.test_reconstruction, item.test_kl
from (select trial_id, unnest(curve) as item from trials) as items;

create or replace view spectra as
-- One row per trial and item of the column spectra.
select trial_id, item.network, item.family, item.cutoff, item.floor, item.high_frequency_share, item.centroid, item.bandwidth, item.decay_rate, item.frequency, item.power
from (select trial_id, unnest(spectra) as item from trials) as items;

create or replace view frequency_measures as
-- One row per trial and item of the column frequency_measures.
select trial_id, item.network, item.quantity, item.inputs, item.filter, item.value
from (select trial_id, unnest(frequency_measures) as item from trials) as items;

create or replace view noise_stability as
-- One row per trial and item of the column noise_stability.
select trial_id, item.network, item.inputs, item.correlation, item.value, item.theory
from (select trial_id, unnest(noise_stability) as item from trials) as items;

create or replace view modes as
-- One row per trial and item of the column modes.
select trial_id, item.mode, item.quantity, item.measured, item.theory, item.tolerance
from (select trial_id, unnest(modes) as item from trials) as items;

create or replace view layers as
-- One row per trial and item of the column layers.
select trial_id, item.network, item.layer, item.spectral_norm
from (select trial_id, unnest(layers) as item from trials) as items;

create or replace view witnesses as
-- One row per trial and item of the column witnesses.
select trial_id, item.network, item.lower, item.point
from (select trial_id, unnest(witnesses) as item from trials) as items;

create or replace view input_noise_stability as
-- One row per trial and item of the column input_noise_stability.
select trial_id, item.deviation, item.encoder_stability, item.encoder_stability_first_order, item.encoder_stability_divergence, item.reconstruct_stability, item.reconstruct_stability_first_order
from (select trial_id, unnest(input_noise_stability) as item from trials) as items;

create or replace view damages as
-- One row per trial and item of the column damages.
select trial_id, item.radius, item.constraint, item.worst, item.reconstruct_damage, item.reconstruct_damage_sampled, item.reconstruct_likelihood_loss, item.reconstruct_likelihood_loss_relative
from (select trial_id, unnest(damages) as item from trials) as items;

create or replace view margins as
-- One row per trial and item of the column margins.
select trial_id, item.margin, item.bound, item.probability
from (select trial_id, unnest(margins) as item from trials) as items;

create or replace view conflicts as
-- Trials that gave different bits when they were run again: empty, or the contract is broken. One that
-- reached its time contradicts none.
select trial_id, count(distinct row_digest) as digests, count(*) as copies
from recorded
where status <> 'timeout'
group by trial_id
having count(distinct row_digest) > 1;

create or replace view missing as
-- What remains to be done.
select plan.*
from plan
where not exists (select 1 from trials where trials.trial_id = plan.trial_id);

create or replace view failures as
-- Trials that did not end well, and why.
select trial_id, status, failure_step, failure_class, failure_message, failure_stack_hash,
  failure_timeout, provenance.stopped_in, provenance.stopped_at_step,
  architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, replicate
from trials
where status <> 'ok';

create or replace view spectrum_points as
-- One row per trial, network, family of lines and frequency.
select trial_id, network, family, cutoff, unnest(frequency) as frequency, unnest(power) as power
from spectra;

create or replace view quantities as
-- Every measured number of every trial that ended well, one per row.
select *
from (
  select t.trial_id, t.architecture,
    t.latent,
    t.likelihood,
    t.encoder_variance_mode,
    t.encoder_variance,
    t.kl_weight,
    t.input_noise,
    t.noise_target,
    t.engine, t.replicate, q.quantity,
    case q.quantity
      when 'training_loss' then t.training_loss
      when 'test_elbo' then t.test_elbo
      when 'test_reconstruction' then t.test_reconstruction
      when 'test_kl' then t.test_kl
      when 'posterior_variance' then t.posterior_variance
      when 'decoder_high_frequency_share' then t.decoder_high_frequency_share
      when 'decoder_high_frequency_share_scaled' then t.decoder_high_frequency_share_scaled
      when 'encoder_high_frequency_share' then t.encoder_high_frequency_share
      when 'encoder_high_frequency_share_scaled' then t.encoder_high_frequency_share_scaled
      when 'encoder_high_frequency_share_chord' then t.encoder_high_frequency_share_chord
      when 'reconstruct_high_frequency_share' then t.reconstruct_high_frequency_share
      when 'reconstruct_high_frequency_share_chord' then t.reconstruct_high_frequency_share_chord
      when 'encoder_log_variance_high_frequency_share' then t.encoder_log_variance_high_frequency_share
      when 'encoder_log_variance_high_frequency_share_chord' then t.encoder_log_variance_high_frequency_share_chord
      when 'decoder_centroid' then t.decoder_centroid
      when 'decoder_centroid_scaled' then t.decoder_centroid_scaled
      when 'encoder_centroid' then t.encoder_centroid
      when 'encoder_centroid_scaled' then t.encoder_centroid_scaled
      when 'encoder_centroid_chord' then t.encoder_centroid_chord
      when 'reconstruct_centroid' then t.reconstruct_centroid
      when 'reconstruct_centroid_chord' then t.reconstruct_centroid_chord
      when 'encoder_log_variance_centroid' then t.encoder_log_variance_centroid
      when 'encoder_log_variance_centroid_chord' then t.encoder_log_variance_centroid_chord
      when 'decoder_bandwidth' then t.decoder_bandwidth
      when 'decoder_bandwidth_scaled' then t.decoder_bandwidth_scaled
      when 'encoder_bandwidth' then t.encoder_bandwidth
      when 'encoder_bandwidth_scaled' then t.encoder_bandwidth_scaled
      when 'encoder_bandwidth_chord' then t.encoder_bandwidth_chord
      when 'reconstruct_bandwidth' then t.reconstruct_bandwidth
      when 'reconstruct_bandwidth_chord' then t.reconstruct_bandwidth_chord
      when 'encoder_log_variance_bandwidth' then t.encoder_log_variance_bandwidth
      when 'encoder_log_variance_bandwidth_chord' then t.encoder_log_variance_bandwidth_chord
      when 'decoder_decay_rate' then t.decoder_decay_rate
      when 'decoder_decay_rate_scaled' then t.decoder_decay_rate_scaled
      when 'encoder_decay_rate' then t.encoder_decay_rate
      when 'encoder_decay_rate_scaled' then t.encoder_decay_rate_scaled
      when 'encoder_decay_rate_chord' then t.encoder_decay_rate_chord
      when 'reconstruct_decay_rate' then t.reconstruct_decay_rate
      when 'reconstruct_decay_rate_chord' then t.reconstruct_decay_rate_chord
      when 'encoder_log_variance_decay_rate' then t.encoder_log_variance_decay_rate
      when 'encoder_log_variance_decay_rate_chord' then t.encoder_log_variance_decay_rate_chord
      when 'decoder_mean_hermite_degree' then t.decoder_mean_hermite_degree
      when 'decoder_mean_hermite_degree_scaled' then t.decoder_mean_hermite_degree_scaled
      when 'encoder_mean_hermite_degree' then t.encoder_mean_hermite_degree
      when 'reconstruct_mean_hermite_degree' then t.reconstruct_mean_hermite_degree
      when 'encoder_log_variance_mean_hermite_degree' then t.encoder_log_variance_mean_hermite_degree
      when 'decoder_filter_split' then t.decoder_filter_split
      when 'decoder_filter_split_scaled' then t.decoder_filter_split_scaled
      when 'encoder_filter_split' then t.encoder_filter_split
      when 'reconstruct_filter_split' then t.reconstruct_filter_split
      when 'encoder_log_variance_filter_split' then t.encoder_log_variance_filter_split
      when 'decoder_filter_split_noise' then t.decoder_filter_split_noise
      when 'encoder_lipschitz_lower' then t.encoder_lipschitz_lower
      when 'encoder_lipschitz_pattern' then t.encoder_lipschitz_pattern
      when 'encoder_lipschitz_upper' then t.encoder_lipschitz_upper
      when 'encoder_lipschitz_product' then t.encoder_lipschitz_product
      when 'encoder_lipschitz_combettes_pesquet' then t.encoder_lipschitz_combettes_pesquet
      when 'encoder_lipschitz_eclipse_fast' then t.encoder_lipschitz_eclipse_fast
      when 'encoder_lipschitz_semidefinite' then t.encoder_lipschitz_semidefinite
      when 'encoder_lipschitz_semidefinite_gap' then t.encoder_lipschitz_semidefinite_gap
      when 'decoder_lipschitz_lower' then t.decoder_lipschitz_lower
      when 'decoder_lipschitz_pattern' then t.decoder_lipschitz_pattern
      when 'decoder_lipschitz_upper' then t.decoder_lipschitz_upper
      when 'decoder_lipschitz_product' then t.decoder_lipschitz_product
      when 'decoder_lipschitz_combettes_pesquet' then t.decoder_lipschitz_combettes_pesquet
      when 'decoder_lipschitz_eclipse_fast' then t.decoder_lipschitz_eclipse_fast
      when 'decoder_lipschitz_semidefinite' then t.decoder_lipschitz_semidefinite
      when 'decoder_lipschitz_semidefinite_gap' then t.decoder_lipschitz_semidefinite_gap
      when 'reconstruct_lipschitz_lower' then t.reconstruct_lipschitz_lower
      when 'reconstruct_lipschitz_pattern' then t.reconstruct_lipschitz_pattern
      when 'reconstruct_lipschitz_upper' then t.reconstruct_lipschitz_upper
      when 'reconstruct_lipschitz_product' then t.reconstruct_lipschitz_product
      when 'reconstruct_lipschitz_combettes_pesquet' then t.reconstruct_lipschitz_combettes_pesquet
      when 'reconstruct_lipschitz_eclipse_fast' then t.reconstruct_lipschitz_eclipse_fast
      when 'reconstruct_lipschitz_semidefinite' then t.reconstruct_lipschitz_semidefinite
      when 'reconstruct_lipschitz_semidefinite_gap' then t.reconstruct_lipschitz_semidefinite_gap
      when 'decoder_lipschitz_lower_local' then t.decoder_lipschitz_lower_local
      when 'decoder_lipschitz_upper_local' then t.decoder_lipschitz_upper_local
      when 'decoder_lipschitz_local_radius' then t.decoder_lipschitz_local_radius
      when 'encoder_stability' then t.encoder_stability
      when 'encoder_stability_first_order' then t.encoder_stability_first_order
      when 'encoder_stability_divergence' then t.encoder_stability_divergence
      when 'reconstruct_stability' then t.reconstruct_stability
      when 'reconstruct_stability_first_order' then t.reconstruct_stability_first_order
      when 'reconstruct_damage' then t.reconstruct_damage
      when 'reconstruct_damage_sampled' then t.reconstruct_damage_sampled
      when 'reconstruct_likelihood_loss' then t.reconstruct_likelihood_loss
      when 'reconstruct_likelihood_loss_relative' then t.reconstruct_likelihood_loss_relative
      when 'reconstruct_damage_box' then t.reconstruct_damage_box
      when 'reconstruct_damage_sampled_box' then t.reconstruct_damage_sampled_box
      when 'reconstruct_likelihood_loss_box' then t.reconstruct_likelihood_loss_box
      when 'reconstruct_likelihood_loss_relative_box' then t.reconstruct_likelihood_loss_relative_box
      when 'reconstruct_margin' then t.reconstruct_margin
      when 'reconstruct_margin_exhausted' then t.reconstruct_margin_exhausted
      when 'reconstruct_margin_bound' then t.reconstruct_margin_bound
      when 'reconstruct_margin_certified_moment' then t.reconstruct_margin_certified_moment
      when 'reconstruct_margin_certified_tail' then t.reconstruct_margin_certified_tail
      when 'encoder_target_divergence' then t.encoder_target_divergence
      when 'encoder_target_divergence_before' then t.encoder_target_divergence_before
    end as value
  from trials as t
  cross join (values ('training_loss'),
    ('test_elbo'),
    ('test_reconstruction'),
    ('test_kl'),
    ('posterior_variance'),
    ('decoder_high_frequency_share'),
    ('decoder_high_frequency_share_scaled'),
    ('encoder_high_frequency_share'),
    ('encoder_high_frequency_share_scaled'),
    ('encoder_high_frequency_share_chord'),
    ('reconstruct_high_frequency_share'),
    ('reconstruct_high_frequency_share_chord'),
    ('encoder_log_variance_high_frequency_share'),
    ('encoder_log_variance_high_frequency_share_chord'),
    ('decoder_centroid'),
    ('decoder_centroid_scaled'),
    ('encoder_centroid'),
    ('encoder_centroid_scaled'),
    ('encoder_centroid_chord'),
    ('reconstruct_centroid'),
    ('reconstruct_centroid_chord'),
    ('encoder_log_variance_centroid'),
    ('encoder_log_variance_centroid_chord'),
    ('decoder_bandwidth'),
    ('decoder_bandwidth_scaled'),
    ('encoder_bandwidth'),
    ('encoder_bandwidth_scaled'),
    ('encoder_bandwidth_chord'),
    ('reconstruct_bandwidth'),
    ('reconstruct_bandwidth_chord'),
    ('encoder_log_variance_bandwidth'),
    ('encoder_log_variance_bandwidth_chord'),
    ('decoder_decay_rate'),
    ('decoder_decay_rate_scaled'),
    ('encoder_decay_rate'),
    ('encoder_decay_rate_scaled'),
    ('encoder_decay_rate_chord'),
    ('reconstruct_decay_rate'),
    ('reconstruct_decay_rate_chord'),
    ('encoder_log_variance_decay_rate'),
    ('encoder_log_variance_decay_rate_chord'),
    ('decoder_mean_hermite_degree'),
    ('decoder_mean_hermite_degree_scaled'),
    ('encoder_mean_hermite_degree'),
    ('reconstruct_mean_hermite_degree'),
    ('encoder_log_variance_mean_hermite_degree'),
    ('decoder_filter_split'),
    ('decoder_filter_split_scaled'),
    ('encoder_filter_split'),
    ('reconstruct_filter_split'),
    ('encoder_log_variance_filter_split'),
    ('decoder_filter_split_noise'),
    ('encoder_lipschitz_lower'),
    ('encoder_lipschitz_pattern'),
    ('encoder_lipschitz_upper'),
    ('encoder_lipschitz_product'),
    ('encoder_lipschitz_combettes_pesquet'),
    ('encoder_lipschitz_eclipse_fast'),
    ('encoder_lipschitz_semidefinite'),
    ('encoder_lipschitz_semidefinite_gap'),
    ('decoder_lipschitz_lower'),
    ('decoder_lipschitz_pattern'),
    ('decoder_lipschitz_upper'),
    ('decoder_lipschitz_product'),
    ('decoder_lipschitz_combettes_pesquet'),
    ('decoder_lipschitz_eclipse_fast'),
    ('decoder_lipschitz_semidefinite'),
    ('decoder_lipschitz_semidefinite_gap'),
    ('reconstruct_lipschitz_lower'),
    ('reconstruct_lipschitz_pattern'),
    ('reconstruct_lipschitz_upper'),
    ('reconstruct_lipschitz_product'),
    ('reconstruct_lipschitz_combettes_pesquet'),
    ('reconstruct_lipschitz_eclipse_fast'),
    ('reconstruct_lipschitz_semidefinite'),
    ('reconstruct_lipschitz_semidefinite_gap'),
    ('decoder_lipschitz_lower_local'),
    ('decoder_lipschitz_upper_local'),
    ('decoder_lipschitz_local_radius'),
    ('encoder_stability'),
    ('encoder_stability_first_order'),
    ('encoder_stability_divergence'),
    ('reconstruct_stability'),
    ('reconstruct_stability_first_order'),
    ('reconstruct_damage'),
    ('reconstruct_damage_sampled'),
    ('reconstruct_likelihood_loss'),
    ('reconstruct_likelihood_loss_relative'),
    ('reconstruct_damage_box'),
    ('reconstruct_damage_sampled_box'),
    ('reconstruct_likelihood_loss_box'),
    ('reconstruct_likelihood_loss_relative_box'),
    ('reconstruct_margin'),
    ('reconstruct_margin_exhausted'),
    ('reconstruct_margin_bound'),
    ('reconstruct_margin_certified_moment'),
    ('reconstruct_margin_certified_tail'),
    ('encoder_target_divergence'),
    ('encoder_target_divergence_before')) as q(quantity)
  where t.status = 'ok'
) as taken
where value is not null;

create or replace view cell_quantities as
-- Each quantity over the replicates of a cell, with 95 % intervals of Student's t: of the mean,
-- and of the geometric mean where every value is positive. One value alone has no interval. The
-- interquartile mean leaves out a quarter of the replicates, rounded down, at either end.
with logarithms as (
  select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, value, case when value > 0 then ln(value) end as log_value,
    row_number() over (partition by architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity order by value, replicate) as place,
    count(*) over (partition by architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity) as places
  from quantities
),
statistics as (
  select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, count(*) as n,
    avg(value) as mean, stddev_samp(value) as sd,
    avg(case when place > floor(places / 4e0) and place <= places - floor(places / 4e0)
      then value end) as interquartile_mean,
    case when count(log_value) = count(*) then avg(log_value) end as log_mean,
    stddev_samp(log_value) as log_sd
  from logarithms
  group by architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity
)
select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, n, mean, sd,
  mean - quantile * sd / sqrt(n) as low,
  mean + quantile * sd / sqrt(n) as high,
  interquartile_mean,
  exp(log_mean) as geometric_mean,
  exp(log_mean - quantile * log_sd / sqrt(n)) as geometric_low,
  exp(log_mean + quantile * log_sd / sqrt(n)) as geometric_high
from statistics
left join student_t on df = least(n - 1, 1000);

create or replace view cells as
-- One row per cell: how many trials ended well (n) or not (n_failed), and for each headline quantity
-- its mean, standard deviation and 95 % interval over the replicates.
with counted as (
  select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine,
    count(case when status = 'ok' then 1 end) as n,
    count(case when status <> 'ok' then 1 end) as n_failed
  from trials
  group by architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine
),
wide as (
  select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine,
    max(case when quantity = 'test_elbo' then mean end) as test_elbo_mean,
    max(case when quantity = 'test_elbo' then sd end) as test_elbo_sd,
    max(case when quantity = 'test_elbo' then low end) as test_elbo_low,
    max(case when quantity = 'test_elbo' then high end) as test_elbo_high,
    max(case when quantity = 'test_reconstruction' then mean end) as test_reconstruction_mean,
    max(case when quantity = 'test_reconstruction' then sd end) as test_reconstruction_sd,
    max(case when quantity = 'test_reconstruction' then low end) as test_reconstruction_low,
    max(case when quantity = 'test_reconstruction' then high end) as test_reconstruction_high,
    max(case when quantity = 'test_kl' then mean end) as test_kl_mean,
    max(case when quantity = 'test_kl' then sd end) as test_kl_sd,
    max(case when quantity = 'test_kl' then low end) as test_kl_low,
    max(case when quantity = 'test_kl' then high end) as test_kl_high,
    max(case when quantity = 'decoder_high_frequency_share' then mean end) as decoder_high_frequency_share_mean,
    max(case when quantity = 'decoder_high_frequency_share' then sd end) as decoder_high_frequency_share_sd,
    max(case when quantity = 'decoder_high_frequency_share' then low end) as decoder_high_frequency_share_low,
    max(case when quantity = 'decoder_high_frequency_share' then high end) as decoder_high_frequency_share_high,
    max(case when quantity = 'decoder_high_frequency_share_scaled' then mean end) as decoder_high_frequency_share_scaled_mean,
    max(case when quantity = 'decoder_high_frequency_share_scaled' then sd end) as decoder_high_frequency_share_scaled_sd,
    max(case when quantity = 'decoder_high_frequency_share_scaled' then low end) as decoder_high_frequency_share_scaled_low,
    max(case when quantity = 'decoder_high_frequency_share_scaled' then high end) as decoder_high_frequency_share_scaled_high,
    max(case when quantity = 'encoder_high_frequency_share' then mean end) as encoder_high_frequency_share_mean,
    max(case when quantity = 'encoder_high_frequency_share' then sd end) as encoder_high_frequency_share_sd,
    max(case when quantity = 'encoder_high_frequency_share' then low end) as encoder_high_frequency_share_low,
    max(case when quantity = 'encoder_high_frequency_share' then high end) as encoder_high_frequency_share_high,
    max(case when quantity = 'encoder_high_frequency_share_chord' then mean end) as encoder_high_frequency_share_chord_mean,
    max(case when quantity = 'encoder_high_frequency_share_chord' then sd end) as encoder_high_frequency_share_chord_sd,
    max(case when quantity = 'encoder_high_frequency_share_chord' then low end) as encoder_high_frequency_share_chord_low,
    max(case when quantity = 'encoder_high_frequency_share_chord' then high end) as encoder_high_frequency_share_chord_high,
    max(case when quantity = 'decoder_mean_hermite_degree' then mean end) as decoder_mean_hermite_degree_mean,
    max(case when quantity = 'decoder_mean_hermite_degree' then sd end) as decoder_mean_hermite_degree_sd,
    max(case when quantity = 'decoder_mean_hermite_degree' then low end) as decoder_mean_hermite_degree_low,
    max(case when quantity = 'decoder_mean_hermite_degree' then high end) as decoder_mean_hermite_degree_high,
    max(case when quantity = 'decoder_lipschitz_lower' then mean end) as decoder_lipschitz_lower_mean,
    max(case when quantity = 'decoder_lipschitz_lower' then sd end) as decoder_lipschitz_lower_sd,
    max(case when quantity = 'decoder_lipschitz_lower' then low end) as decoder_lipschitz_lower_low,
    max(case when quantity = 'decoder_lipschitz_lower' then high end) as decoder_lipschitz_lower_high,
    max(case when quantity = 'decoder_lipschitz_upper' then mean end) as decoder_lipschitz_upper_mean,
    max(case when quantity = 'decoder_lipschitz_upper' then sd end) as decoder_lipschitz_upper_sd,
    max(case when quantity = 'decoder_lipschitz_upper' then low end) as decoder_lipschitz_upper_low,
    max(case when quantity = 'decoder_lipschitz_upper' then high end) as decoder_lipschitz_upper_high,
    max(case when quantity = 'encoder_lipschitz_lower' then mean end) as encoder_lipschitz_lower_mean,
    max(case when quantity = 'encoder_lipschitz_lower' then sd end) as encoder_lipschitz_lower_sd,
    max(case when quantity = 'encoder_lipschitz_lower' then low end) as encoder_lipschitz_lower_low,
    max(case when quantity = 'encoder_lipschitz_lower' then high end) as encoder_lipschitz_lower_high,
    max(case when quantity = 'encoder_lipschitz_upper' then mean end) as encoder_lipschitz_upper_mean,
    max(case when quantity = 'encoder_lipschitz_upper' then sd end) as encoder_lipschitz_upper_sd,
    max(case when quantity = 'encoder_lipschitz_upper' then low end) as encoder_lipschitz_upper_low,
    max(case when quantity = 'encoder_lipschitz_upper' then high end) as encoder_lipschitz_upper_high,
    max(case when quantity = 'reconstruct_lipschitz_lower' then mean end) as reconstruct_lipschitz_lower_mean,
    max(case when quantity = 'reconstruct_lipschitz_lower' then sd end) as reconstruct_lipschitz_lower_sd,
    max(case when quantity = 'reconstruct_lipschitz_lower' then low end) as reconstruct_lipschitz_lower_low,
    max(case when quantity = 'reconstruct_lipschitz_lower' then high end) as reconstruct_lipschitz_lower_high,
    max(case when quantity = 'reconstruct_lipschitz_upper' then mean end) as reconstruct_lipschitz_upper_mean,
    max(case when quantity = 'reconstruct_lipschitz_upper' then sd end) as reconstruct_lipschitz_upper_sd,
    max(case when quantity = 'reconstruct_lipschitz_upper' then low end) as reconstruct_lipschitz_upper_low,
    max(case when quantity = 'reconstruct_lipschitz_upper' then high end) as reconstruct_lipschitz_upper_high
  from cell_quantities
  where quantity in ('test_elbo',
    'test_reconstruction',
    'test_kl',
    'decoder_high_frequency_share',
    'decoder_high_frequency_share_scaled',
    'encoder_high_frequency_share',
    'encoder_high_frequency_share_chord',
    'decoder_mean_hermite_degree',
    'decoder_lipschitz_lower',
    'decoder_lipschitz_upper',
    'encoder_lipschitz_lower',
    'encoder_lipschitz_upper',
    'reconstruct_lipschitz_lower',
    'reconstruct_lipschitz_upper')
  group by architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine
)
select counted.architecture,
    counted.latent,
    counted.likelihood,
    counted.encoder_variance_mode,
    counted.encoder_variance,
    counted.kl_weight,
    counted.input_noise,
    counted.noise_target,
    counted.engine, n, n_failed,
  test_elbo_mean,
    test_elbo_sd,
    test_elbo_low,
    test_elbo_high,
    test_reconstruction_mean,
    test_reconstruction_sd,
    test_reconstruction_low,
    test_reconstruction_high,
    test_kl_mean,
    test_kl_sd,
    test_kl_low,
    test_kl_high,
    decoder_high_frequency_share_mean,
    decoder_high_frequency_share_sd,
    decoder_high_frequency_share_low,
    decoder_high_frequency_share_high,
    decoder_high_frequency_share_scaled_mean,
    decoder_high_frequency_share_scaled_sd,
    decoder_high_frequency_share_scaled_low,
    decoder_high_frequency_share_scaled_high,
    encoder_high_frequency_share_mean,
    encoder_high_frequency_share_sd,
    encoder_high_frequency_share_low,
    encoder_high_frequency_share_high,
    encoder_high_frequency_share_chord_mean,
    encoder_high_frequency_share_chord_sd,
    encoder_high_frequency_share_chord_low,
    encoder_high_frequency_share_chord_high,
    decoder_mean_hermite_degree_mean,
    decoder_mean_hermite_degree_sd,
    decoder_mean_hermite_degree_low,
    decoder_mean_hermite_degree_high,
    decoder_lipschitz_lower_mean,
    decoder_lipschitz_lower_sd,
    decoder_lipschitz_lower_low,
    decoder_lipschitz_lower_high,
    decoder_lipschitz_upper_mean,
    decoder_lipschitz_upper_sd,
    decoder_lipschitz_upper_low,
    decoder_lipschitz_upper_high,
    encoder_lipschitz_lower_mean,
    encoder_lipschitz_lower_sd,
    encoder_lipschitz_lower_low,
    encoder_lipschitz_lower_high,
    encoder_lipschitz_upper_mean,
    encoder_lipschitz_upper_sd,
    encoder_lipschitz_upper_low,
    encoder_lipschitz_upper_high,
    reconstruct_lipschitz_lower_mean,
    reconstruct_lipschitz_lower_sd,
    reconstruct_lipschitz_lower_low,
    reconstruct_lipschitz_lower_high,
    reconstruct_lipschitz_upper_mean,
    reconstruct_lipschitz_upper_sd,
    reconstruct_lipschitz_upper_low,
    reconstruct_lipschitz_upper_high
from counted
left join wide on counted.architecture is not distinct from wide.architecture and counted.latent is not distinct from wide.latent and counted.likelihood is not distinct from wide.likelihood and counted.encoder_variance_mode is not distinct from wide.encoder_variance_mode and counted.encoder_variance is not distinct from wide.encoder_variance and counted.kl_weight is not distinct from wide.kl_weight and counted.input_noise is not distinct from wide.input_noise and counted.noise_target is not distinct from wide.noise_target and counted.engine is not distinct from wide.engine;

create or replace view contrast_pairs as
-- Each trial of fixed encoder variance beside that of the smallest variance, all other factors and
-- the replicate being equal: the two share initial weights, minibatch order and noise.
with based as (
  select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, replicate, quantity, value,
    min(encoder_variance) over (partition by architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity) as baseline_variance
  from quantities
  where encoder_variance_mode = 'fixed'
),
paired as (
  select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, replicate, quantity, value, baseline_variance,
    max(case when encoder_variance = baseline_variance then value end)
      over (partition by architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, replicate) as baseline_value
  from based
)
select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, baseline_variance, replicate, value, baseline_value,
  value - baseline_value as difference
from paired
where encoder_variance > baseline_variance and baseline_value is not null;

create or replace view contrasts as
-- The pairs of contrast_pairs over replicates. variance_reduction: how many times the variance of
-- the difference would be, had the two cells been drawn independently.
with differences as (
  select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, baseline_variance, value, baseline_value, difference,
    case when value > 0 and baseline_value > 0 then ln(value / baseline_value) end as log_ratio,
    row_number() over (partition by architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity order by difference, replicate) as place,
    count(*) over (partition by architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity) as places
  from contrast_pairs
),
statistics as (
  select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, baseline_variance, count(*) as n,
    avg(difference) as difference, stddev_samp(difference) as difference_sd,
    avg(case when place > floor(places / 4e0) and place <= places - floor(places / 4e0)
      then difference end) as interquartile_mean,
    (var_samp(value) + var_samp(baseline_value)) / nullif(var_samp(difference), 0)
      as variance_reduction,
    case when count(log_ratio) = count(*) then avg(log_ratio) end as log_ratio,
    stddev_samp(log_ratio) as log_ratio_sd
  from differences
  group by architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, baseline_variance
)
select architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, baseline_variance, n,
  difference,
  difference - quantile * difference_sd / sqrt(n) as difference_low,
  difference + quantile * difference_sd / sqrt(n) as difference_high,
  interquartile_mean, variance_reduction,
  exp(log_ratio) as ratio,
  exp(log_ratio - quantile * log_ratio_sd / sqrt(n)) as ratio_low,
  exp(log_ratio + quantile * log_ratio_sd / sqrt(n)) as ratio_high
from statistics
left join student_t on df = least(n - 1, 1000);

create or replace view margins as
-- Each quantity at each level of one factor, averaged over the rest of the grid within a replicate
-- and then over replicates: the intervals say how far another set of replicates would lie. A null
-- level of encoder_variance is the learned variance.
with levels as (
  select f.factor,
    case f.factor
      when 'encoder_variance' then encoder_variance
      when 'kl_weight' then kl_weight
      when 'input_noise' then input_noise
    end as level,
    replicate, quantity, value, case when value > 0 then ln(value) end as log_value
  from quantities
  cross join (values ('encoder_variance'), ('kl_weight'), ('input_noise')) as f(factor)
),
replicated as (
  select factor, level, quantity, replicate, count(*) as trials, avg(value) as value,
    case when count(log_value) = count(*) then avg(log_value) end as log_value
  from levels
  group by factor, level, quantity, replicate
),
statistics as (
  select factor, level, quantity, sum(trials) as trials, count(*) as n,
    avg(value) as mean, stddev_samp(value) as sd,
    case when count(log_value) = count(*) then avg(log_value) end as log_mean,
    stddev_samp(log_value) as log_sd
  from replicated
  group by factor, level, quantity
)
select factor, level, quantity, cast(trials as bigint) as trials, n as replicates, mean,
  mean - quantile * sd / sqrt(n) as low,
  mean + quantile * sd / sqrt(n) as high,
  exp(log_mean) as geometric_mean,
  exp(log_mean - quantile * log_sd / sqrt(n)) as geometric_low,
  exp(log_mean + quantile * log_sd / sqrt(n)) as geometric_high
from statistics
left join student_t on df = least(n - 1, 1000);

create or replace view decay_points as
-- What variance_decay fits: ln(quantity) against ln(encoder variance), one row per trial of fixed
-- variance. Values at or below the floor say how the number was computed, not what the network is:
-- their x and y are null.
select architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, m.network, m.family, m.quantity, replicate,
  case when value > m.floor then ln(encoder_variance) end as x,
  case when value > m.floor then ln(value) end as y
from quantities
join (values ('decoder_high_frequency_share', 'decoder', 'isotropic', 0.000000000010e0),
    ('decoder_high_frequency_share_scaled', 'decoder', 'scaled', 0.000000000010e0),
    ('encoder_high_frequency_share', 'encoder', 'isotropic', 0.00030e0),
    ('encoder_high_frequency_share_scaled', 'encoder', 'scaled', 0.00030e0),
    ('encoder_high_frequency_share_chord', 'encoder', 'chord', 0.00000010e0),
    ('reconstruct_high_frequency_share', 'reconstruct', 'isotropic', 0.00030e0),
    ('reconstruct_high_frequency_share_chord', 'reconstruct', 'chord', 0.00000010e0),
    ('encoder_log_variance_high_frequency_share', 'encoder_log_variance', 'isotropic', 0.00030e0),
    ('encoder_log_variance_high_frequency_share_chord', 'encoder_log_variance', 'chord', 0.00000010e0),
    ('encoder_lipschitz_lower', 'encoder', cast(null as string), 0.0e0),
    ('decoder_lipschitz_lower', 'decoder', cast(null as string), 0.0e0),
    ('reconstruct_lipschitz_lower', 'reconstruct', cast(null as string), 0.0e0)) as m(quantity, network, family, floor)
  on quantities.quantity = m.quantity
where encoder_variance_mode = 'fixed';

create or replace view decay_slopes as
-- The slope of each replicate alone: what the intervals of variance_decay are over.
with centred as (
  select architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, network, family, quantity, replicate,
    x - avg(x) over same_replicate as dx, y - avg(y) over same_replicate as dy
  from decay_points
  window same_replicate as (partition by architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, replicate)
)
select architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, network, family, quantity, replicate, count(dx) as n_variances,
  sum(dx * dy) / sum(dx * dx) as slope
from centred
group by architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, network, family, quantity, replicate
having count(dx) > 1;

create or replace view variance_decay as
-- Least squares of ln(quantity) against ln(encoder variance), over the trials of fixed variance.
-- Values at or below the floor are left out and counted in n_floored. Trials of one replicate share
-- weights, batches and noise, so the interval is Student's over the slopes of single replicates,
-- not over trials. slope_theory: gains of the strongest mode of a linear model while the variance
-- is small, decoder ~ variance^(-1/4), encoder ~ variance^(1/4).
with centred as (
  select architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, network, family, quantity, replicate,
    avg(x) over same_fit as x_mean, x - avg(x) over same_fit as dx,
    avg(y) over same_fit as y_mean, y - avg(y) over same_fit as dy,
    x - avg(x) over same_replicate as dx_within, y - avg(y) over same_replicate as dy_within
  from decay_points
  window same_fit as (partition by architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity),
    same_replicate as (partition by architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, quantity, replicate)
),
replicated as (
  select architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, network, family, quantity, replicate,
    count(dx) as n, count(*) - count(dx) as n_floored,
    max(x_mean) as x_mean, max(y_mean) as y_mean,
    sum(dx * dx) as sxx, sum(dx * dy) as sxy, sum(dy * dy) as syy,
    case when count(dx) > 1 then sum(dx_within * dy_within) / sum(dx_within * dx_within) end
      as slope_within
  from centred
  group by architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, network, family, quantity, replicate
),
sums as (
  select architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, network, family, quantity,
    cast(sum(n) as bigint) as n, cast(sum(n_floored) as bigint) as n_floored,
    max(n) as n_variances, max(x_mean) as x_mean, max(y_mean) as y_mean,
    sum(sxx) as sxx, sum(sxy) as sxy, sum(syy) as syy,
    count(slope_within) as n_slopes, stddev_samp(slope_within) as slope_sd
  from replicated
  group by architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, network, family, quantity
),
slopes as (
  select architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, network, family, quantity, n, n_floored, n_variances,
    x_mean, y_mean, sxy, syy, n_slopes, slope_sd / sqrt(nullif(n_slopes, 0)) as slope_error,
    case when n_variances > 1 then sxy / sxx end as slope
  from sums
)
select architecture,
    latent,
    likelihood,
    kl_weight,
    input_noise,
    noise_target,
    engine, network, family, quantity, n, n_floored, n_variances,
  slope,
  slope - quantile * slope_error as slope_low,
  slope + quantile * slope_error as slope_high,
  y_mean - slope * x_mean as intercept,
  slope * sxy / nullif(syy, 0) as r_squared,
  case
    when likelihood <> 'gaussian' or kl_weight = 0 then null
    when quantity = 'decoder_lipschitz_lower' then -0.25e0
    when quantity = 'encoder_lipschitz_lower' then 0.25e0
  end as slope_theory
from slopes
left join student_t on df = least(n_slopes - 1, 1000);

create or replace view claim_points as
-- What claims are tested on: one row per claim, trial and level of the claim's knob. The columns of
-- the cell name what is held; the knob's own are null. x: ln of the level, or the level itself for
-- noise, which may be 0; y: ln of the value, null at or below the floor, where the number says how
-- it was computed and not what the network is. A value below the floor stands at it. Without noise
-- there is no target, so such a trial is compared with those of every target.
with targets as (
  select distinct noise_target as target
  from plan
  where noise_target is not null
),
asked as (
  select c.claim, c.knob, c.floor, q.architecture, q.latent, q.likelihood,
    q.encoder_variance_mode, q.encoder_variance, q.kl_weight, q.input_noise,
    case when c.knob = 'input_noise' then coalesce(q.noise_target, t.target)
      else q.noise_target end as noise_target,
    q.engine, q.replicate,
    case c.knob
      when 'encoder_variance' then q.encoder_variance
      when 'kl_weight' then q.kl_weight
      when 'input_noise' then q.input_noise
    end as level,
    case when c.unit = 'per_deviation' then q.value * sqrt(q.encoder_variance) else q.value end
      as value
  from quantities as q
  join (values ('decoder-frequency-falls-with-variance', 'encoder_variance', 'fixed', 'decoder_high_frequency_share', 'own', 0.000000000010e0),
    ('decoder-frequency-scaled-falls-with-variance', 'encoder_variance', 'fixed', 'decoder_high_frequency_share_scaled', 'own', 0.000000000010e0),
    ('encoder-frequency-falls-with-variance', 'encoder_variance', 'fixed', 'encoder_filter_split', 'own', 0.0e0),
    ('decoder-lipschitz-falls-with-variance', 'encoder_variance', 'fixed', 'decoder_lipschitz_lower', 'own', 0.0e0),
    ('decoder-lipschitz-bound-falls-with-variance', 'encoder_variance', 'fixed', 'decoder_lipschitz_upper', 'own', 0.0e0),
    ('reconstruct-lipschitz-falls-with-variance', 'encoder_variance', 'fixed', 'reconstruct_lipschitz_lower', 'own', 0.0e0),
    ('encoder-lipschitz-rises-then-falls-with-variance', 'encoder_variance', 'fixed', 'encoder_lipschitz_lower', 'own', 0.0e0),
    ('decoder-lipschitz-per-sigma-rises-with-variance', 'encoder_variance', 'fixed', 'decoder_lipschitz_lower', 'per_deviation', 0.0e0),
    ('reconstruct-damage-falls-with-variance', 'encoder_variance', 'fixed', 'reconstruct_damage', 'own', 0.0e0),
    ('reconstruct-margin-rises-with-variance', 'encoder_variance', 'fixed', 'reconstruct_margin', 'own', 0.0e0),
    ('reconstruct-likelihood-loss-falls-with-variance', 'encoder_variance', 'fixed', 'reconstruct_likelihood_loss_relative', 'own', 0.0e0),
    ('encoder-target-divergence-falls-with-variance', 'encoder_variance', 'fixed', 'encoder_target_divergence', 'own', 0.0e0),
    ('encoder-lipschitz-falls-with-noise', 'input_noise', 'any', 'encoder_lipschitz_lower', 'own', 0.0e0),
    ('encoder-lipschitz-bound-falls-with-noise', 'input_noise', 'any', 'encoder_lipschitz_upper', 'own', 0.0e0),
    ('encoder-frequency-falls-with-noise', 'input_noise', 'any', 'encoder_filter_split', 'own', 0.0e0),
    ('encoder-frequency-along-chords-falls-with-noise', 'input_noise', 'any', 'encoder_high_frequency_share_chord', 'own', 0.00000010e0),
    ('reconstruct-lipschitz-falls-with-noise', 'input_noise', 'any', 'reconstruct_lipschitz_lower', 'own', 0.0e0),
    ('encoder-stability-falls-with-noise', 'input_noise', 'any', 'encoder_stability', 'own', 0.0e0),
    ('reconstruct-damage-falls-with-noise', 'input_noise', 'any', 'reconstruct_damage', 'own', 0.0e0),
    ('reconstruct-margin-rises-with-noise', 'input_noise', 'any', 'reconstruct_margin', 'own', 0.0e0),
    ('decoder-frequency-falls-with-kl', 'kl_weight', 'learned', 'decoder_high_frequency_share', 'own', 0.000000000010e0),
    ('encoder-frequency-falls-with-kl', 'kl_weight', 'learned', 'encoder_filter_split', 'own', 0.0e0),
    ('encoder-frequency-along-chords-falls-with-kl', 'kl_weight', 'learned', 'encoder_high_frequency_share_chord', 'own', 0.00000010e0),
    ('decoder-lipschitz-falls-with-kl', 'kl_weight', 'learned', 'decoder_lipschitz_lower', 'own', 0.0e0),
    ('encoder-lipschitz-falls-with-kl', 'kl_weight', 'learned', 'encoder_lipschitz_lower', 'own', 0.0e0),
    ('decoder-frequency-falls-with-kl-at-fixed-variance', 'kl_weight', 'fixed', 'decoder_high_frequency_share', 'own', 0.000000000010e0),
    ('encoder-frequency-falls-with-kl-at-fixed-variance', 'kl_weight', 'fixed', 'encoder_filter_split', 'own', 0.0e0),
    ('encoder-lipschitz-falls-with-kl-at-fixed-variance', 'kl_weight', 'fixed', 'encoder_lipschitz_lower', 'own', 0.0e0)) as c(claim, knob, regime, quantity, unit, floor)
    on q.quantity = c.quantity and (c.regime = 'any' or c.regime = q.encoder_variance_mode)
  left join targets as t on c.knob = 'input_noise' and q.noise_target is null
  where q.kl_weight > 0
)
select claim, architecture, latent, likelihood, encoder_variance_mode,
  case when knob <> 'encoder_variance' then encoder_variance end as encoder_variance,
  case when knob <> 'kl_weight' then kl_weight end as kl_weight,
  case when knob <> 'input_noise' then input_noise end as input_noise,
  noise_target, engine, replicate, level, greatest(value, floor) as value,
  case when knob = 'input_noise' then level else ln(level) end as x,
  case when value > floor then ln(value) end as y
from asked
where level is not null;

create or replace view claim_trends as
-- The trend within each replicate of each setting, where the knob has two levels at least:
-- Spearman's rank correlation of level and value, ties at their middle rank and 0 where all values
-- are equal, and the least-squares slope of y against x.
with ranked as (
  select claim, architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, replicate, x, y,
    count(*) over same_block as levels,
    row_number() over (partition by claim, architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, replicate order by level)
      - (count(*) over same_block + 1) / 2e0 as level_rank,
    rank() over (partition by claim, architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, replicate order by value)
      + (count(*) over (partition by claim, architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, replicate, value) - 1) / 2e0
      - (count(*) over same_block + 1) / 2e0 as value_rank,
    case when y is not null then x end - avg(case when y is not null then x end) over same_block
      as dx,
    y - avg(y) over same_block as dy
  from claim_points
  window same_block as (partition by claim, architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, replicate)
)
select claim, architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, replicate, count(*) as levels,
  coalesce(
    sum(level_rank * value_rank)
      / nullif(sqrt(sum(level_rank * level_rank) * sum(value_rank * value_rank)), 0), 0)
    as rank_correlation,
  case when count(dy) > 1 then sum(dx * dy) / nullif(sum(dx * dx), 0) end as slope
from ranked
where levels > 1
group by claim, architecture,
    latent,
    likelihood,
    encoder_variance_mode,
    encoder_variance,
    kl_weight,
    input_noise,
    noise_target,
    engine, replicate;

create or replace view claim_effects as
-- The slope of a claim: averaged over settings within a replicate and then over replicates, with
-- Student's 95 % interval over replicates. A null architecture stands for all of them together.
with scoped as (
  select claim, cast(null as string) as architecture, replicate, rank_correlation, slope
  from claim_trends
  union all
  select claim, architecture, replicate, rank_correlation, slope
  from claim_trends
),
replicated as (
  select claim, architecture, replicate, count(*) as settings, avg(slope) as slope,
    sum(rank_correlation) as rank_correlation
  from scoped
  group by claim, architecture, replicate
),
statistics as (
  select claim, architecture, count(*) as replicates, max(settings) as settings,
    sum(rank_correlation) / sum(settings) as rank_correlation,
    count(slope) as n, avg(slope) as slope, stddev_samp(slope) as slope_sd
  from replicated
  group by claim, architecture
)
select claim, architecture, replicates, settings, rank_correlation, slope,
  slope - quantile * slope_sd / sqrt(n) as slope_low,
  slope + quantile * slope_sd / sqrt(n) as slope_high
from statistics
left join student_t on df = least(n - 1, 1000);

create or replace view theory_gap as
-- Measurement beside prediction, wherever theory gives one; the gap is relative to the prediction.
select trial_id, quantity, measured, theory, (measured - theory) / nullif(abs(theory), 0) as gap
from (
  select t.trial_id, p.quantity,
    case p.quantity
      when 'posterior_variance' then t.posterior_variance
      when 'decoder_mean_hermite_degree' then t.decoder_mean_hermite_degree
      when 'encoder_mean_hermite_degree' then t.encoder_mean_hermite_degree
      when 'reconstruct_mean_hermite_degree' then t.reconstruct_mean_hermite_degree
      when 'encoder_lipschitz_lower' then t.encoder_lipschitz_lower
      when 'decoder_lipschitz_lower' then t.decoder_lipschitz_lower
      when 'reconstruct_lipschitz_lower' then t.reconstruct_lipschitz_lower
      when 'encoder_stability' then t.encoder_stability
      when 'encoder_stability_divergence' then t.encoder_stability_divergence
      when 'reconstruct_stability' then t.reconstruct_stability
      when 'reconstruct_damage' then t.reconstruct_damage
    end as measured,
    case p.quantity
      when 'posterior_variance' then t.posterior_variance_theory
      when 'decoder_mean_hermite_degree' then t.decoder_mean_hermite_degree_theory
      when 'encoder_mean_hermite_degree' then t.encoder_mean_hermite_degree_theory
      when 'reconstruct_mean_hermite_degree' then t.reconstruct_mean_hermite_degree_theory
      when 'encoder_lipschitz_lower' then t.encoder_lipschitz_lower_theory
      when 'decoder_lipschitz_lower' then t.decoder_lipschitz_lower_theory
      when 'reconstruct_lipschitz_lower' then t.reconstruct_lipschitz_lower_theory
      when 'encoder_stability' then t.encoder_stability_theory
      when 'encoder_stability_divergence' then t.encoder_stability_divergence_theory
      when 'reconstruct_stability' then t.reconstruct_stability_theory
      when 'reconstruct_damage' then t.reconstruct_damage_theory
    end as theory
  from trials as t
  cross join (values ('posterior_variance'),
    ('decoder_mean_hermite_degree'),
    ('encoder_mean_hermite_degree'),
    ('reconstruct_mean_hermite_degree'),
    ('encoder_lipschitz_lower'),
    ('decoder_lipschitz_lower'),
    ('reconstruct_lipschitz_lower'),
    ('encoder_stability'),
    ('encoder_stability_divergence'),
    ('reconstruct_stability'),
    ('reconstruct_damage')) as p(quantity)
) as pairs
where theory is not null;

create or replace view engine_agreement as
-- How far engines are apart: each measured number of a trial beside that of the same cell and replicate
-- on the engine strict. The gap is relative to the greater magnitude; two zeros agree.
with pairs as (
  select other.engine, other.quantity, other.value, exact.value as strict_value,
    case when other.value = exact.value then 0e0
      else abs(other.value - exact.value) / greatest(abs(other.value), abs(exact.value)) end as gap
  from quantities as other
  join quantities as exact
    on other.architecture is not distinct from exact.architecture
      and other.latent is not distinct from exact.latent
      and other.likelihood is not distinct from exact.likelihood
      and other.encoder_variance_mode is not distinct from exact.encoder_variance_mode
      and other.encoder_variance is not distinct from exact.encoder_variance
      and other.kl_weight is not distinct from exact.kl_weight
      and other.input_noise is not distinct from exact.input_noise
      and other.noise_target is not distinct from exact.noise_target
      and other.replicate = exact.replicate and other.quantity = exact.quantity
      and exact.engine = 'strict' and other.engine <> 'strict'
)
select engine, quantity, count(*) as n, avg(value) as mean, avg(strict_value) as strict_mean,
  avg(gap) as mean_gap, max(gap) as greatest_gap
from pairs
group by engine, quantity;

