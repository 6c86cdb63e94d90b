// The demo's own words in Chinese, by their English.
export const words = {
  // Every page
  'Skip to the live demo': '跳到现场演示',
  Pages: '页面',
  'Try it': '试用',
  Embed: '嵌入',
  Gallery: '样例库',
  'With OpenIM': '连接 OpenIM',
  Language: '语言',
  'Change between light and dark': '切换浅色与深色',
  'Light or dark': '浅色或深色',
  'Your account': '你的账号',
  'Add a friend': '添加好友',
  Requests: '好友申请 ',
  Friends: '好友',
  Profile: '个人资料',
  'Blocked people': '黑名单',
  Copy: '复制',
  Copied: '已复制',
  'Press Ctrl+C': '请按 Ctrl+C',

  // The garden
  'Linden Lane Garden': '菩提巷花园',
  'Forty plots, two beehives and a kettle: the garden between the canal and the railway.':
    '四十块菜地，两箱蜜蜂，一把水壶：运河与铁路之间的花园。',
  'About this page': '关于本页',
  'Skip to this week': '跳到本周活动',
  'A made-up site that shows im-elements: the whole chat is the button in the corner.':
    '这是演示 im-elements 的虚构网站：全部聊天功能都在角落的按钮里。',
  'Two users side by side': '两个用户并排',
  'This week': '本周',
  Plots: '菜地',
  'Swap shelf': '交换架',
  'Forty plots, two beehives and a kettle.': '四十块菜地，两箱蜜蜂，一把水壶。',
  'Between the canal and the railway lies a garden that belongs to whoever digs in it. Come by on a Saturday, borrow a fork, and ask the neighbours anything.':
    '运河与铁路之间有一座花园，谁来耕种就属于谁。周六过来，借一把叉子，有什么都可以问邻居。',
  'Ask the neighbours': '问问邻居',
  'See this week': '看看本周',
  'Saturday, 10:00': '周六 10:00',
  'Open morning': '开放日上午',
  'Bring gloves. We turn the compost, and whoever comes first chooses the music.':
    '请带手套。我们翻堆肥，先到的人选音乐。',
  'Tuesday, 17:30': '周二 17:30',
  'Tomatoes without tears': '番茄轻松种',
  'Ada shows how she ties hers up, and why half of them should go.': '阿达演示怎样绑番茄，以及为什么要去掉一半。',
  'Thursday, 19:00': '周四 19:00',
  'Bees and tea': '蜜蜂与茶',
  'The hives are opened in the evening light. Six veils are in the shed.': '傍晚打开蜂箱。小屋里有六顶面网。',
  'A plot of your own': '自己的一块地',
  'A plot is four metres by six. It costs what three bags of soil cost, and an hour a month for the paths. The list is short this year: two families moved away.':
    '每块地长六米、宽四米，费用相当于三袋土，每月再花一小时修整小路。今年排队的人不多：有两家搬走了。',
  'Write to Tom, who keeps the plan, or to anybody who is here. Most of us answer before the kettle boils.':
    '写信给管图纸的汤姆，或任何在线的人。多数人在水烧开之前就会回复。',
  'Free now': '现有空地',
  Neighbours: '邻居',
  'Jars of honey': '罐蜂蜜',
  'On the swap shelf': '交换架上有',
  'Rhubarb crowns': '大黄根',
  'Three, divided in March. For a bucket of leaf mould or a good story.':
    '三株，三月分的。换一桶腐叶土，或一个好故事。',
  'A wheelbarrow': '一辆手推车',
  'Needs a tyre and some love. Free for whoever takes it away.': '缺一条轮胎，需要修一修。谁拉走就送谁。',
  'Bean seeds': '豆种',
  'Climbing, purple, from plot 17. They turn green in the pot, nobody knows why.':
    '紫色的爬藤豆，来自 17 号地。下锅就变绿，没人知道为什么。',
  'Linden Lane Garden is made up.': '菩提巷花园是虚构的。',

  // The page of two users
  'im-elements – people who know each other, on your site': 'im-elements – 让你的网站上的人彼此相识',
  'Sign-in, friends, requests and chat for any website, as HTML tags, on OpenIM or on the server inside the package.':
    '用 HTML 标签为任何网站加上登录、好友、好友申请与聊天，可连接 OpenIM，也可使用包内自带的服务器。',
  'Web components for OpenIM': '面向 OpenIM 的 Web 组件',
  'Your visitors already have friends. Let them meet on your site.': '你的访客早有朋友，让他们在你的网站相聚。',
  'Sign-in, friend lists, requests and chat as plain HTML tags. They take your fonts and colours, follow your language, and speak to OpenIM, or to the small server that comes in the same package.':
    '登录、好友列表、好友申请和聊天，都是普通的 HTML 标签。它们沿用你的字体和颜色，跟随页面语言，连接 OpenIM，或连接同一个包里自带的小型服务器。',
  'Try it with two users': '用两个账号试一试',
  'Copy the tags': '复制标签',
  'The smallest page': '最小的页面',
  'Two users, one page, everything live': '两个用户，同一页面，实时互动',
  'Each side has its own client and its own session. Register two accounts, or let us fill in two, make them friends, and choose one to write to.':
    '左右两边各有自己的客户端和会话。注册两个账号，或由我们代填两个，让他们成为好友，再选一位开始聊天。',
  'Fill in two people': '代填两个人',
  'First user': '第一位用户',
  'Second user': '第二位用户',
  'Two people are signed in. The second has a request waiting.': '两个人都已登录。第二位有一条待处理的好友申请。',
  'That did not work. Is the server running?': '没有成功。服务器在运行吗？',
  'Made to disappear into your site': '自然融入你的网站',
  'Looks like yours': '外观如同自家',
  'Elements inherit font, text colour and colour scheme. One property,':
    '元素沿用字体、文字颜色和明暗模式。只要一个属性 ',
  ', restyles all of them; dark mode needs no work.': '，就能改变全部外观；深色模式无需额外工作。',
  'Shown at once': '立即显示',
  'Lists come from the local cache before the network answers, then only what changed is fetched. A reload shows them even while the server is away.':
    '网络应答之前，列表先从本地缓存显示，随后只取有变化的部分。即使服务器不在，刷新后也能看到。',
  'For every hand and ear': '人人可用',
  'Everything by keyboard, announced politely to screen readers, readable in both schemes, right to left too. English and 简体中文.':
    '一切都能用键盘完成，读屏软件会得到恰当的提示，浅色深色都清晰可读，也支持从右到左。提供 English 和简体中文。',
  'Behind the strictest policy': '适应最严格的安全策略',
  'No inline style, no eval, Trusted Types, not one request to a third party. This page allows':
    '没有内联样式，没有 eval，支持 Trusted Types，不向第三方发出任何请求。本页只允许 ',
  'and nothing more.': '，别无其他。',
  'OpenIM, or nothing at all': '用 OpenIM，或什么都不用',
  Point: '把 ',
  'at your OpenIM, or run': ' 指向你的 OpenIM，或运行 ',
  ': one process, one port, one SQLite file, the same protocol.':
    '：一个进程、一个端口、一个 SQLite 文件，同样的协议。',
  Small: '小巧',
  'All elements, Lit included, come in': '全部元素连同 Lit 都在',
  'one file under 42 kB': '一个不到 42 kB 的文件',
  ', compressed; what opens later loads then. No WebAssembly, no framework, no build step.':
    '里（压缩后）；之后才打开的部分到时再加载。不需要 WebAssembly、框架或构建步骤。',
  'The whole integration': '接入只需这些',
  'Two lines for everything behind one button, or each part where you want it.':
    '两行代码，一个按钮包含全部；或者把每个部分放在你想要的位置。',
  'The widget': '聊天按钮',
  'An ordinary site, and a button in its corner': '一个普通的网站，角落里有个按钮',
  Chats: '聊天 ',
  'Tags to copy': '要复制的标签',
  'Four tags, no script of its own': '四个标签，没有自己的脚本',
  "One user's page": '单用户页面',
  'Every element, one account': '全部元素，一个账号',
  'Every element in every state': '每个元素的每种状态',
  'Without a server': '无需服务器',
  'The server runs inside the page': '服务器在页面内运行',
  'With your OpenIM': '连接你的 OpenIM',
  'Three addresses, nothing else': '三个地址，仅此而已',
  'MIT licence': 'MIT 许可证',
  'Works with OpenIM; not made by OpenIM.': '可与 OpenIM 配合使用，并非 OpenIM 出品。',

  // The other pages
  "One user's page – im-elements": '单用户页面 – im-elements',
  'Every element, one account. Open it in a second browser for the other side.':
    '全部元素，一个账号。在另一个浏览器里打开，就是对方。',
  'Without a server – im-elements': '无需服务器 – im-elements',
  'The server runs inside this page, so it works from any file host. Register any account: a few people live here already. Ask “mia” to be your friend, write to her, and see what happens.':
    '服务器就在这个页面里，因此放在任何静态空间都能用。随便注册一个账号：这里已经住着几个人。向“mia”发出好友申请，给她写几句话，看看会怎样。',
  'With your OpenIM – im-elements': '连接你的 OpenIM – im-elements',
  'Three addresses are all that the elements need. They are kept in this browser and in the link to this page, nowhere else.':
    '元素只需要三个地址。它们只保存在这个浏览器和本页的链接里。',
  'API address': 'API 地址',
  'Gateway address': '网关地址',
  'Account server address': '账号服务器地址',
  "Give the account server's address to sign in with a password. The three servers must allow this page's origin.":
    '填写账号服务器的地址才能用密码登录。三个服务器都必须允许本页的来源。',
  'Use these addresses': '使用这些地址',
  'The API address begins with https:// (or http:// on your own machine).':
    'API 地址以 https:// 开头（在你自己的电脑上可用 http://）。',
  'The gateway address begins with wss:// (or ws:// on your own machine).':
    '网关地址以 wss:// 开头（在你自己的电脑上可用 ws://）。',
  'This page was loaded by https: browsers allow it https:// and wss:// addresses only.':
    '本页通过 https 加载：浏览器只允许它使用 https:// 和 wss:// 地址。',
};
